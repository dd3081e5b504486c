// The sentence that a fact was read from, with its words marked.

import type { Fact } from "../api";
import { marksOf, type Mark } from "../facts/marks";
import { groupOf, useShell } from "../shell/context";
import { CodePoints } from "../text/codepoints";
import { cut } from "../text/cut";

export function Quote({ fact }: { fact: Fact }) {
  const shell = useShell();
  const { start, end, text } = fact.evidence;
  const points = new CodePoints(text);
  const group = groupOf(shell, fact.type);
  return (
    <blockquote class={`quote group-${group} ${fact.status === "Claimed" ? "claimed" : ""}`} lang="fr">
      {cut(start, end, marksOf(fact)).map((piece) => {
        const words = points.slice(piece.start - start, piece.end - start);
        const role = leading(piece.marks);
        return role === null ? words : <mark class={role === "trigger" ? "trigger" : "argument"}>{words}</mark>;
      })}
    </blockquote>
  );
}

const leading = (marks: readonly Mark[]): Mark["role"] | null =>
  marks.some((mark) => mark.role === "trigger") ? "trigger" : (marks[0]?.role ?? null);
