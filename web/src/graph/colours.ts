// The colours of the theme as values, for what is drawn on a canvas, which knows no custom properties.

import type { Group } from "../api";
import type { Colours } from "./svg";

export interface Palette extends Colours {
  accent: string;
  groups: Record<Group, string>;
}

export function palette(): Palette {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    ground: colour("surface"),
    ink: colour("ink"),
    node: colour("node"),
    border: colour("muted"),
    accent: colour("accent"),
    groups: {
      speech: colour("speech"),
      action: colour("action"),
      life: colour("life"),
      relation: colour("relation"),
    },
  };
  probe.remove();
  return found;
}
