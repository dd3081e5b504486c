// The named questions to choose from, and the way to an own query.

import { useState } from "preact/hooks";
import type { NamedQuery } from "../api";
import { useShell } from "../shell/context";

/** Letters without their accents, in which one searches. */
const bare = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

export function QuestionList({ queries, chosen }: { queries: readonly NamedQuery[]; chosen: string }) {
  const { text, language } = useShell();
  const [filter, setFilter] = useState("");
  const words = bare(filter).split(/\s+/);
  const found = queries.filter((query) => {
    const name = bare(`${query.question[language]} ${query.name}`);
    return words.every((word) => name.includes(word));
  });
  return (
    <nav class="questions" aria-label={text.query.questions}>
      <a class="question own" href="/view/query" aria-current={chosen === "" ? "page" : undefined}>
        {text.query.own}
      </a>
      <input
        type="search"
        value={filter}
        placeholder={text.query.filterQuestions}
        aria-label={text.query.filterQuestions}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      <ul>
        {found.map((query) => (
          <li key={query.name}>
            <a
              class="question"
              href={`/view/query?name=${encodeURIComponent(query.name)}`}
              aria-current={chosen === query.name ? "page" : undefined}
            >
              {query.question[language]}
            </a>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="muted">{text.query.noQuestions}</p>}
    </nav>
  );
}
