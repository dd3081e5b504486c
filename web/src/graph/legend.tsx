import { GROUPS } from "../parts/legend";
import { useShell } from "../shell/context";
import { cornersAt, shapeOf, SHOWN_KINDS } from "./shapes";

export function GraphLegend() {
  const { text } = useShell();
  return (
    <details class="legend">
      <summary>{text.legend.title}</summary>
      <ul class="legend-list">
        {GROUPS.map((group) => (
          <li key={group} class={`group-${group}`}>
            <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true" class="stroke">
              <path d="M1 6h30" />
            </svg>
            {text.group[group]}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true" class="stroke">
            <path d="M1 6h24" />
            <path d="M25 2l7 4-7 4z" class="filled" />
          </svg>
          {text.legend.assertion}
        </li>
        <li>
          <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true" class="stroke">
            <path d="M1 6h24" stroke-dasharray="5 3" />
            <path d="M25 2l7 4-7 4" />
          </svg>
          {text.legend.claim}
        </li>
        {SHOWN_KINDS.map((kind) => {
          const shape = shapeOf(kind);
          return (
            <li key={kind}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" class="shape">
                {shape.form === "ellipse" && <circle cx="8" cy="8" r="6.5" />}
                {shape.form === "round" && <rect x="1.5" y="1.5" width="13" height="13" rx="4" />}
                {shape.form === "polygon" && <polygon points={cornersAt(shape, 8, 8, 6.5)} />}
              </svg>
              {text.kind[kind]}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
