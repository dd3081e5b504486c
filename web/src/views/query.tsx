// Asks the graph: named questions with a form, or SPARQL of one's own.

import { useMemo, useState } from "preact/hooks";
import { getQueries, type NamedQuery } from "../api";
import { navigate, usePlace } from "../navigation";
import { Show } from "../parts/states";
import { ask, type Question } from "../query/ask";
import { Editor } from "../query/editor";
import { QueryForm } from "../query/form";
import { QuestionList } from "../query/question-list";
import { Results } from "../query/results";
import { FIRST_QUERY, termsOf } from "../query/terms";
import { baseIri, useShell } from "../shell/context";
import { useLoad } from "../shell/load";
import { useTitle } from "../shell/title";

/** Before the names of parameters in the address, so that they cannot be taken for ours. */
const MARK = "p-";
/** Longer queries are run, but the address does not keep them. */
const LONGEST_IN_ADDRESS = 4000;

/** The own query stays while one looks at other views. */
let draft = FIRST_QUERY;

export function QueryPage() {
  const { text } = useShell();
  const { params } = usePlace();
  const name = params.get("name") ?? "";
  const queries = useLoad("queries", getQueries);
  useTitle(text.query.title);
  return (
    <div class="page wide">
      <h1>{text.query.title}</h1>
      <p class="lead">{text.query.lead}</p>
      <Show of={queries}>
        {({ items }) => {
          const query = items.find((one) => one.name === name);
          return (
            <div class="query-page">
              <QuestionList queries={items} chosen={query === undefined ? "" : name} />
              <div class="query-main">
                {query === undefined ? <Own /> : <Named key={query.name} query={query} />}
              </div>
            </div>
          );
        }}
      </Show>
    </div>
  );
}

function Named({ query }: { query: NamedQuery }) {
  const { params } = usePlace();
  const [attempt, setAttempt] = useState(0);
  const values = Object.fromEntries(
    query.parameters.flatMap(({ name }) => {
      const value = params.get(MARK + name);
      return value === null || value === "" ? [] : [[name, value] as const];
    }),
  );
  const lacking = query.parameters.some((parameter) => parameter.required && values[parameter.name] === undefined);
  const run = (typed: Record<string, string>) => {
    const search = new URLSearchParams({ name: query.name });
    for (const [name, value] of Object.entries(typed)) if (value !== "") search.set(MARK + name, value);
    navigate(`/view/query?${search}`);
    setAttempt((count) => count + 1);
  };
  const show = () => {
    draft = query.text;
    navigate("/view/query");
  };
  return (
    <>
      <QueryForm query={query} values={values} onRun={run} onShow={show} />
      {!lacking && <Answers question={{ kind: "named", name: query.name, values }} attempt={attempt} />}
    </>
  );
}

function Own() {
  const shell = useShell();
  const { text } = shell;
  const { params } = usePlace();
  const asked = params.get("sparql");
  const [query, setQuery] = useState(asked ?? draft);
  const [run, setRun] = useState<{ text: string; attempt: number } | null>(
    asked === null ? null : { text: asked, attempt: 0 },
  );
  const terms = useMemo(() => termsOf(shell.types.values(), baseIri(shell)), [shell.types, shell.about]);
  const change = (typed: string) => {
    draft = typed;
    setQuery(typed);
  };
  const start = () => {
    const search = draft.length <= LONGEST_IN_ADDRESS ? `?${new URLSearchParams({ sparql: draft })}` : "";
    navigate(`/view/query${search}`);
    setRun((before) => ({ text: draft, attempt: (before?.attempt ?? 0) + 1 }));
  };
  return (
    <>
      <h2 class="hidden">{text.query.editor}</h2>
      <Editor text={query} label={text.query.editor} terms={terms} onChange={change} onRun={start} />
      <p class="actions">
        <button type="button" class="button primary" onClick={start}>
          {text.query.run}
        </button>
        <span class="muted hint">{text.query.editorHint}</span>
      </p>
      {run !== null && <Answers question={{ kind: "own", text: run.text }} attempt={run.attempt} />}
    </>
  );
}

function Answers({ question, attempt }: { question: Question; attempt: number }) {
  const { text } = useShell();
  const key = JSON.stringify([question, attempt]);
  const answered = useLoad(key, (signal) => ask(question, signal));
  return (
    <section class="results" aria-label={text.query.results} aria-busy={answered.state === "loading"}>
      <Show of={answered}>{(value) => <Results key={key} question={question} answered={value} />}</Show>
    </section>
  );
}
