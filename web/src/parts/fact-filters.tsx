// Filters of facts by type, status, speaker and confidence. The choice is kept in the address.

import type { Entity, Fact } from "../api";
import { speakersOf, unique, type Choice } from "../facts/filter";
import { setParams, usePlace } from "../navigation";
import { labelOf, useShell } from "../shell/context";
import { capital, formatShare } from "../text/format";

export function useChoice(): Choice {
  const { params } = usePlace();
  return {
    type: params.get("type") ?? "",
    status: params.get("status") ?? "",
    speaker: params.get("speaker") ?? "",
    least: params.get("least") ?? "",
  };
}

/** The shares of right facts that can be asked for. */
const SHARES = ["0.5", "0.6", "0.7", "0.8", "0.9"];

interface FactFiltersProps {
  /** Offers only the types among these; without them all types are offered. */
  facts?: readonly Fact[];
  withSpeaker?: boolean;
}

export function FactFilters({ facts, withSpeaker = false }: FactFiltersProps) {
  const shell = useShell();
  const { text, language } = shell;
  const choice = useChoice();
  const types = facts === undefined ? [...shell.types.keys()] : [...new Set(facts.map((fact) => fact.type))];
  const byLabel = new Intl.Collator(language).compare;
  const sorted = types.sort((a, b) => byLabel(labelOf(shell, a), labelOf(shell, b)));
  const speakers: Entity[] = withSpeaker && facts ? unique(facts.flatMap(speakersOf)) : [];
  const change = (key: keyof Choice) => (event: Event) =>
    setParams({ [key]: (event.currentTarget as HTMLSelectElement).value, offset: "" }, { replace: true });
  const chosen = choice.type !== "" || choice.status !== "" || choice.speaker !== "" || choice.least !== "";
  return (
    <div class="filters" role="group" aria-label={text.filters.label}>
      <label>
        <span>{text.filters.type}</span>
        <select value={choice.type} onChange={change("type")}>
          <option value="">{text.common.all}</option>
          {sorted.map((type) => (
            <option key={type} value={type}>
              {capital(labelOf(shell, type))}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{text.filters.status}</span>
        <select value={choice.status} onChange={change("status")}>
          <option value="">{text.common.all}</option>
          <option value="Asserted">{capital(text.status.Asserted)}</option>
          <option value="Claimed">{capital(text.status.Claimed)}</option>
        </select>
      </label>
      <label>
        <span>{text.filters.confidence}</span>
        <select value={choice.least} onChange={change("least")}>
          <option value="">{text.common.all}</option>
          {SHARES.map((share) => (
            <option key={share} value={share}>
              {text.filters.atLeast(formatShare(Number(share), language))}
            </option>
          ))}
        </select>
      </label>
      {speakers.length > 0 && (
        <label>
          <span>{text.filters.speaker}</span>
          <select value={choice.speaker} onChange={change("speaker")}>
            <option value="">{text.common.all}</option>
            {speakers.map((speaker) => (
              <option key={speaker.iri} value={speaker.iri}>
                {speaker.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {chosen && (
        <button
          type="button"
          class="button quiet"
          onClick={() => setParams({ type: "", status: "", speaker: "", least: "", offset: "" }, { replace: true })}
        >
          {text.common.clear}
        </button>
      )}
    </div>
  );
}
