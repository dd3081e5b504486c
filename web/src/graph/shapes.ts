// The shape that each kind of entity has, in the network and in the picture that is made of it.

import type { Kind } from "../api";

/** Corners in a square from -1 to 1; none for the round ones. */
export interface Shape {
  form: "ellipse" | "round" | "polygon";
  corners: readonly number[];
}

const polygon = (...corners: number[]): Shape => ({ form: "polygon", corners });

const SHAPES: Record<Kind, Shape> = {
  person: { form: "ellipse", corners: [] },
  organization: { form: "round", corners: [] },
  place: polygon(0, -1, 1, 0, 0, 1, -1, 0),
  event: polygon(-0.5, -0.9, 0.5, -0.9, 1, 0, 0.5, 0.9, -0.5, 0.9, -1, 0),
  work: polygon(-0.7, -0.9, 0.7, -0.9, 0.7, 0.9, -0.7, 0.9),
  role: polygon(0, -0.9, 1, 0.8, -1, 0.8),
  thing: polygon(-0.4, -0.95, 0.4, -0.95, 0.95, -0.4, 0.95, 0.4, 0.4, 0.95, -0.4, 0.95, -0.95, 0.4, -0.95, -0.4),
  article: polygon(-0.75, -0.95, 0.35, -0.95, 0.75, -0.55, 0.75, 0.95, -0.75, 0.95),
};

export const shapeOf = (kind: Kind): Shape => SHAPES[kind] ?? SHAPES.thing;

export const SHOWN_KINDS: readonly Kind[] = ["person", "organization", "place", "event", "work", "role", "thing"];

/** The corners as an SVG polygon around a point. */
export const cornersAt = (shape: Shape, x: number, y: number, radius: number): string => {
  const points: string[] = [];
  for (let i = 0; i + 1 < shape.corners.length; i += 2) {
    points.push(`${round(x + (shape.corners[i] as number) * radius)},${round(y + (shape.corners[i + 1] as number) * radius)}`);
  }
  return points.join(" ");
};

export const round = (number: number): number => Math.round(number * 10) / 10;
