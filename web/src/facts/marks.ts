// The stretches of text that facts were read from, to be marked.

import type { Fact, Group, Participant } from "../api";
import type { Span } from "../text/cut";

export type Role = "agent" | "target" | "place" | "source" | "via";
export const ROLES: readonly Role[] = ["agent", "target", "place", "source", "via"];

export interface Mark extends Span {
  fact: Fact;
  role: Role | "trigger" | "sentence";
}

export function marksOf(fact: Fact): Mark[] {
  const arguments_ = ROLES.flatMap((role) =>
    fact[role].flatMap((participant: Participant) =>
      participant.mentions.map(([start, end]): Mark => ({ start, end, fact, role })),
    ),
  );
  return [...arguments_, { start: fact.trigger.start, end: fact.trigger.end, fact, role: "trigger" }];
}

export interface Line {
  group: Group;
  claimed: boolean;
  trigger: boolean;
}

/** How a piece of text is drawn: one line for each group and status, with a ground if a trigger is among them. */
export function linesOf(marks: readonly Mark[], groupOf: (fact: Fact) => Group): Line[] {
  const lines = new Map<string, Line>();
  for (const { fact, role } of marks) {
    if (role === "sentence") continue;
    const group = groupOf(fact);
    const claimed = fact.status === "Claimed";
    const key = `${group} ${claimed}`;
    const line = lines.get(key) ?? { group, claimed, trigger: false };
    line.trigger ||= role === "trigger";
    lines.set(key, line);
  }
  return [...lines.values()];
}
