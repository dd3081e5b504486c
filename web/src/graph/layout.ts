// Where nodes stand. The same network always gives the same picture.

import type { Core, LayoutOptions } from "cytoscape";

export interface Point {
  x: number;
  y: number;
}

/** Above this number of nodes forces take too long to settle, and drawing has to be cheap. */
export const MANY = 300;

const TIGHTER = 0.7;

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** The places of a sunflower's seeds: even, the first in the middle. */
export function spiral(index: number, spacing: number): Point {
  const radius = spacing * Math.sqrt(index);
  return { x: radius * Math.cos(index * GOLDEN_ANGLE), y: radius * Math.sin(index * GOLDEN_ANGLE) };
}

/** New nodes stand in a ring around the one that they came from. */
export function ring(middle: Point, index: number, count: number): Point {
  const perRing = 16;
  const inRing = Math.min(count - Math.floor(index / perRing) * perRing, perRing);
  const radius = 110 + 60 * Math.floor(index / perRing);
  const angle = ((index % perRing) / inRing) * 2 * Math.PI + Math.floor(index / perRing) * 0.2 - Math.PI / 2;
  return { x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) };
}

export function arrange(cy: Core): void {
  const nodes = cy.nodes().sort((a, b) => b.data("weight") - a.data("weight") || (a.id() < b.id() ? -1 : 1));
  const many = nodes.length > MANY;
  nodes.forEach((node, index) => {
    node.position(spiral(index, many ? 48 : 70));
  });
  if (many || nodes.length < 2) return;
  const options: LayoutOptions = {
    name: "cose",
    animate: false,
    randomize: false,
    fit: false,
    nodeDimensionsIncludeLabels: true,
    idealEdgeLength: () => 70,
    nodeRepulsion: () => 10000,
    nodeOverlap: 10,
    componentSpacing: 40,
    gravity: 0.9,
    numIter: nodes.length > 120 ? 250 : 800,
  };
  cy.layout(options).run();
  // The layout keeps room for a label on all sides of its node, where it stands only on one.
  nodes.positions((node) => {
    const { x, y } = node.position();
    return { x: x * TIGHTER, y: y * TIGHTER };
  });
}
