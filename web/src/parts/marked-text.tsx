// The text of an article with the words of its facts marked. A mark is chosen by click or Enter; the arrow keys go
// from mark to mark, so that the whole text is a single stop of the Tab key.

import { useMemo, useRef, useState } from "preact/hooks";
import type { Fact } from "../api";
import { unique } from "../facts/filter";
import { linesOf, marksOf, type Mark } from "../facts/marks";
import { groupOf, labelOf, useShell } from "../shell/context";
import type { CodePoints } from "../text/codepoints";
import { cut, type Piece, type Span } from "../text/cut";

interface MarkedTextProps {
  points: CodePoints;
  paragraphs: readonly Span[];
  facts: readonly Fact[];
  chosen: readonly Fact[];
  language: string;
  onChoose: (facts: Fact[]) => void;
}

export function MarkedText({ points, paragraphs, facts, chosen, language, onChoose }: MarkedTextProps) {
  const { text } = useShell();
  const box = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const marks = useMemo(() => facts.flatMap(marksOf), [facts]);
  const sentences = chosen.map((fact): Mark => ({ ...fact.evidence, fact, role: "sentence" }));
  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[event.key];
    const all = [...(box.current?.querySelectorAll<HTMLElement>("[data-mark]") ?? [])];
    if (step === undefined || all.length === 0) return;
    event.preventDefault();
    const next = Math.min(Math.max(stop + step, 0), all.length - 1);
    setStop(next);
    all[next]?.focus();
  };
  let count = 0;
  return (
    <div ref={box} class="article-text" lang={language} onKeyDown={move} role="group" aria-label={text.article.text}>
      {paragraphs.map((paragraph) => (
        <p key={paragraph.start}>
          {cut(paragraph.start, paragraph.end, [...sentences, ...marks]).map((piece) => {
            const words = points.slice(piece.start, piece.end);
            if (piece.marks.every((mark) => mark.role === "sentence")) {
              return piece.marks.length === 0 ? words : <span class="in-sentence">{words}</span>;
            }
            const number = count++;
            return (
              <MarkedPiece
                key={piece.start}
                piece={piece}
                words={words}
                chosen={chosen}
                tabIndex={number === stop ? 0 : -1}
                onFocus={() => setStop(number)}
                onChoose={onChoose}
              />
            );
          })}
        </p>
      ))}
    </div>
  );
}

interface MarkedPieceProps {
  piece: Piece<Mark>;
  words: string;
  chosen: readonly Fact[];
  tabIndex: number;
  onFocus: () => void;
  onChoose: (facts: Fact[]) => void;
}

function MarkedPiece({ piece, words, chosen, tabIndex, onFocus, onChoose }: MarkedPieceProps) {
  const shell = useShell();
  const facts = factsAt(piece.marks);
  const roles = rolesAt(piece.marks, chosen);
  const starting = rolesAt(
    piece.marks.filter((mark) => mark.start === piece.start),
    chosen,
  );
  const choose = () => onChoose(facts);
  // Each line of the drawing is a span around the ones before.
  const drawn = linesOf(piece.marks, (fact) => groupOf(shell, fact.type)).reduce(
    (inner, line, depth) => (
      <span
        class={`line depth-${Math.min(depth, 3)} group-${line.group}${line.claimed ? " claimed" : ""}${line.trigger ? " trigger" : ""}`}
      >
        {inner}
      </span>
    ),
    <>{words}</>,
  );
  const names = [...new Set(facts.map((fact) => labelOf(shell, fact.type)))].join(", ");
  return (
    <span
      role="button"
      data-mark=""
      data-role={starting.map((role) => shell.text.role[role]).join(", ") || undefined}
      class={`piece${roles.length > 0 ? " chosen" : ""}${piece.marks.some((mark) => mark.role === "sentence") ? " in-sentence" : ""}`}
      tabIndex={tabIndex}
      title={names}
      aria-pressed={roles.length > 0}
      onFocus={onFocus}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose();
      }}
    >
      {drawn}
    </span>
  );
}

/** The facts told at a piece: those whose trigger it is first. */
function factsAt(marks: readonly Mark[]): Fact[] {
  const read = marks.filter((mark) => mark.role !== "sentence");
  const triggers = read.filter((mark) => mark.role === "trigger");
  return unique([...triggers, ...read].map((mark) => mark.fact));
}

function rolesAt(marks: readonly Mark[], chosen: readonly Fact[]): Exclude<Mark["role"], "sentence">[] {
  const roles = marks
    .filter((mark) => chosen.some((fact) => fact.iri === mark.fact.iri))
    .flatMap((mark) => (mark.role === "sentence" ? [] : [mark.role]));
  return [...new Set(roles)];
}
