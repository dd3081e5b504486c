// A network that stands somewhere, as an SVG picture.

import type { Kind } from "../api";
import { cornersAt, round, shapeOf } from "./shapes";

export interface DrawnNode {
  x: number;
  y: number;
  radius: number;
  label: string;
  kind: Kind;
}

export interface DrawnLink {
  from: DrawnNode;
  to: DrawnNode;
  label: string;
  colour: string;
  claimed: boolean;
  directed: boolean;
}

export interface Colours {
  ground: string;
  ink: string;
  node: string;
  border: string;
}

const MARGIN = 60;

export function svgOf(nodes: readonly DrawnNode[], links: readonly DrawnLink[], colours: Colours): string {
  const left = Math.min(0, ...nodes.map((node) => node.x - node.radius)) - MARGIN;
  const top = Math.min(0, ...nodes.map((node) => node.y - node.radius)) - MARGIN;
  const width = Math.max(0, ...nodes.map((node) => node.x + node.radius)) + MARGIN - left;
  const height = Math.max(0, ...nodes.map((node) => node.y + node.radius)) + MARGIN - top;
  const box = [left, top, width, height].map(round).join(" ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${round(width)}" height="${round(height)}" font-family="sans-serif" font-size="11">`,
    `<rect x="${round(left)}" y="${round(top)}" width="100%" height="100%" fill="${escapeXml(colours.ground)}"/>`,
    ...links.map((link) => drawLink(link, colours)),
    ...nodes.map((node) => drawNode(node, colours)),
    "</svg>",
    "",
  ].join("\n");
}

function drawNode(node: DrawnNode, colours: Colours): string {
  const { x, y, radius } = node;
  const shape = shapeOf(node.kind);
  const look = `fill="${escapeXml(colours.node)}" stroke="${escapeXml(colours.border)}" stroke-width="1.5"`;
  const label = `<text x="${round(x)}" y="${round(y + radius + 13)}" text-anchor="middle" fill="${escapeXml(colours.ink)}">${escapeXml(node.label)}</text>`;
  if (shape.form === "ellipse") return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${look}/>${label}`;
  if (shape.form === "round") {
    const side = round(radius * 2);
    return `<rect x="${round(x - radius)}" y="${round(y - radius)}" width="${side}" height="${side}" rx="${round(radius / 2)}" ${look}/>${label}`;
  }
  return `<polygon points="${cornersAt(shape, x, y, radius)}" ${look}/>${label}`;
}

function drawLink({ from, to, label, colour, claimed, directed }: DrawnLink, colours: Colours): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const start = { x: from.x + ux * from.radius, y: from.y + uy * from.radius };
  const end = { x: to.x - ux * (to.radius + 2), y: to.y - uy * (to.radius + 2) };
  const stroke = escapeXml(colour);
  const dashes = claimed ? ' stroke-dasharray="6 4"' : "";
  const line = `<line x1="${round(start.x)}" y1="${round(start.y)}" x2="${round(end.x)}" y2="${round(end.y)}" stroke="${stroke}" stroke-width="1.5"${dashes}/>`;
  const corner = (along: number, across: number) =>
    `${round(end.x - ux * along - uy * across)},${round(end.y - uy * along + ux * across)}`;
  const head = directed
    ? `<polygon points="${corner(0, 0)} ${corner(8, 4)} ${corner(8, -4)}" fill="${claimed ? escapeXml(colours.ground) : stroke}" stroke="${stroke}"/>`
    : "";
  const words =
    label === ""
      ? ""
      : `<text x="${round((start.x + end.x) / 2)}" y="${round((start.y + end.y) / 2 - 3)}" text-anchor="middle" font-size="9" fill="${stroke}">${escapeXml(label)}</text>`;
  return line + head + words;
}

export const escapeXml = (text: string): string =>
  text
    // Control characters must not stand in XML, not even escaped.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
