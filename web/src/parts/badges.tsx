// The type and the status of a fact at a glance.

import type { Fact } from "../api";
import { groupOf, labelOf, useShell } from "../shell/context";
import type { Dictionary } from "../i18n/fr";
import { capital } from "../text/format";

export function TypeBadge({ type }: { type: string }) {
  const shell = useShell();
  return <span class={`badge group-${groupOf(shell, type)}`}>{capital(labelOf(shell, type))}</span>;
}

/** Why a fact is not asserted: denied, planned, uncertain or only what somebody says. */
export function stanceOf(fact: Fact, text: Dictionary): string {
  if (fact.status === "Asserted") return text.status.shortAsserted;
  const reasons = [
    fact.polarity === "Negative" ? text.status.denied : "",
    fact.factuality === "Planned" ? text.status.planned : "",
    fact.factuality === "Uncertain" ? text.status.uncertain : "",
    fact.source.length > 0 ? text.status.attributed(fact.source.map((source) => source.name).join(", ")) : "",
  ].filter((reason) => reason !== "");
  return reasons.length === 0 ? text.status.Claimed : reasons.join(", ");
}

export function StatusBadge({ fact }: { fact: Fact }) {
  const { text } = useShell();
  return <span class={`status ${fact.status === "Claimed" ? "claimed" : "asserted"}`}>{stanceOf(fact, text)}</span>;
}
