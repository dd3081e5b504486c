// Facts to choose from, in the order of the text; the arrow keys go up and down.

import type { Fact } from "../api";
import { StatusBadge, TypeBadge } from "./badges";
import { Summary } from "./summary";

interface FactListProps {
  facts: readonly Fact[];
  chosen: readonly Fact[];
  onChoose: (fact: Fact) => void;
}

export function FactList({ facts, chosen, onChoose }: FactListProps) {
  const move = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const entry = (event.target as Element).closest("li");
    const next = event.key === "ArrowDown" ? entry?.nextElementSibling : entry?.previousElementSibling;
    event.preventDefault();
    next?.querySelector("button")?.focus();
  };
  return (
    <ol class="fact-list" onKeyDown={move}>
      {facts.map((fact) => (
        <li key={fact.iri}>
          <button
            type="button"
            class="fact-entry"
            aria-pressed={chosen.some((other) => other.iri === fact.iri)}
            onClick={() => onChoose(fact)}
          >
            <span class="fact-entry-head">
              <TypeBadge type={fact.type} />
              <StatusBadge fact={fact} />
            </span>
            <Summary fact={fact} />
          </button>
        </li>
      ))}
    </ol>
  );
}
