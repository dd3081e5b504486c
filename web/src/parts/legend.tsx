// What colours and lines mean.

import type { Group } from "../api";
import { useShell } from "../shell/context";

export const GROUPS: readonly Group[] = ["speech", "action", "life", "relation"];

export function Legend({ open = false }: { open?: boolean }) {
  const { text } = useShell();
  return (
    <details class="legend" open={open}>
      <summary>{text.legend.title}</summary>
      <LegendList />
    </details>
  );
}

export function LegendList() {
  const { text } = useShell();
  return (
    <ul class="legend-list">
      {GROUPS.map((group) => (
        <li key={group}>
          <span class={`line group-${group}`}>
            <mark class="trigger">{text.group[group]}</mark>
          </span>
        </li>
      ))}
      <li>
        <span class="line sample">{text.legend.solid}</span>
      </li>
      <li>
        <span class="line sample claimed">{text.legend.dashed}</span>
      </li>
      <li>
        <span class="line sample">
          <mark class="trigger">{text.legend.trigger}</mark>
        </span>
      </li>
      <li>
        <span class="line sample">{text.legend.argument}</span>
      </li>
    </ul>
  );
}
