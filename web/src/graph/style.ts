// How the network is drawn.

import type { StylesheetJson } from "cytoscape";
import type { Palette } from "./colours";

/** `busy` networks leave out what takes long to draw. */
export function styleOf(colours: Palette, busy: boolean): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        "background-color": colours.node,
        "border-color": colours.border,
        "border-width": 1.5,
        label: "data(label)",
        color: colours.ink,
        "font-family": "system-ui, sans-serif",
        "font-size": 14,
        "min-zoomed-font-size": busy ? 9 : 5,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "ellipsis",
        "text-max-width": "150px",
        "text-background-color": colours.ground,
        "text-background-opacity": busy ? 0 : 0.75,
        "text-background-padding": "1px",
      },
    },
    { selector: "node[form = 'ellipse']", style: { shape: "ellipse" } },
    { selector: "node[form = 'round']", style: { shape: "round-rectangle" } },
    {
      selector: "node[form = 'polygon']",
      style: { shape: "polygon", "shape-polygon-points": "data(corners)" },
    },
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "line-color": "data(colour)",
        "target-arrow-color": "data(colour)",
        "curve-style": busy ? "straight" : "bezier",
        "target-arrow-shape": "none",
        "arrow-scale": 0.9,
        color: colours.ink,
        "font-size": 11,
        "font-family": "system-ui, sans-serif",
        "text-rotation": "autorotate",
        "min-zoomed-font-size": 12,
        "text-background-color": colours.ground,
        "text-background-opacity": 0.85,
        "text-background-padding": "1px",
        opacity: busy ? 0.6 : 0.9,
      },
    },
    { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle", "target-arrow-fill": "filled" } },
    { selector: "edge[?claimed]", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
    { selector: "edge[?claimed][?directed]", style: { "target-arrow-shape": "vee", "target-arrow-fill": "hollow" } },
    { selector: "edge[label]", style: { label: busy ? "" : "data(label)" } },
    {
      selector: ":selected",
      style: {
        "border-color": colours.accent,
        "border-width": 4,
        "line-color": colours.accent,
        "target-arrow-color": colours.accent,
        opacity: 1,
        "z-index": 10,
      },
    },
    { selector: "edge:selected, edge.near", style: { label: "data(label)", "min-zoomed-font-size": 0, opacity: 1 } },
    { selector: "edge:selected", style: { width: 3 } },
  ];
}
