// The answer of a query: as table, chart or graph, and to be downloaded.

import { useState } from "preact/hooks";
import { Empty, Failure } from "../parts/states";
import { useShell } from "../shell/context";
import { save } from "../text/save";
import { AnswerGraph } from "./answer-graph";
import { AnswerTable } from "./answer-table";
import { GRAPH_FORMATS, request, TABLE_FORMATS, type Answered, type Format, type Question } from "./ask";
import { Chart } from "./chart";

type Shown = "table" | "chart" | "graph";

export function Results({ question, answered }: { question: Question; answered: Answered }) {
  const { text } = useShell();
  const { answer, milliseconds } = answered;
  const [shown, setShown] = useState<Shown>("table");
  const words = text.query;
  const count =
    answer.kind === "boolean"
      ? ""
      : answer.kind === "graph"
        ? `${words.triples(answer.rows.length)}, `
        : `${words.rows(answer.rows.length)}, `;
  return (
    <>
      <div class="results-bar">
        <p class="muted count" role="status">
          {count}
          {words.time(milliseconds)}
        </p>
        {answer.kind !== "boolean" && answer.rows.length > 0 && (
          <div class="segmented" role="group" aria-label={words.results}>
            {(["table", "chart", "graph"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={shown === one} onClick={() => setShown(one)}>
                {words[one]}
              </button>
            ))}
          </div>
        )}
        <AnswerDownloads question={question} graph={answer.kind === "graph"} />
      </div>
      {answer.kind === "boolean" ? (
        <p class="truth">{answer.value ? words.yes : words.no}</p>
      ) : answer.rows.length === 0 ? (
        <Empty>{words.empty}</Empty>
      ) : (
        <>
          {shown === "table" && (
            <AnswerTable
              columns={answer.kind === "graph" ? [words.subject, words.predicate, words.object] : answer.columns}
              rows={answer.rows}
            />
          )}
          {shown === "chart" && <Chart columns={answer.columns} rows={answer.rows} />}
          {shown === "graph" && <AnswerGraph answer={answer} />}
        </>
      )}
    </>
  );
}

function AnswerDownloads({ question, graph }: { question: Question; graph: boolean }) {
  const { text } = useShell();
  const [error, setError] = useState<unknown>(null);
  const download = async (format: Format) => {
    setError(null);
    try {
      const name = question.kind === "named" ? question.name : "depeche";
      save(`${name}.${format.extension}`, await (await request(question, format.accept)).blob());
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div class="downloads">
      <span class="muted">{text.common.download}</span>
      {(graph ? GRAPH_FORMATS : TABLE_FORMATS).map((format) => (
        <button key={format.label} type="button" class="link" onClick={() => download(format)}>
          {format.label}
        </button>
      ))}
      {error !== null && <Failure error={error} />}
    </div>
  );
}
