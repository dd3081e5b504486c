// The network on a canvas. The keyboard moves from node to node; who cannot see it has the table of links.

import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import { useEffect, useImperativeHandle, useRef } from "preact/hooks";
import type { Ref } from "preact";
import type { Network, NetLink, NetNode } from "./network";
import type { Palette } from "./colours";
import { arrange, MANY, ring, type Point } from "./layout";
import { shapeOf } from "./shapes";
import { styleOf } from "./style";
import { svgOf, type DrawnLink, type DrawnNode } from "./svg";

export interface CanvasHandle {
  fit: () => void;
  zoom: (factor: number) => void;
  png: () => Blob;
  svg: () => string;
}

interface CanvasProps {
  network: Network;
  /** Another value lays the network out anew; the same one keeps what stands and places what is new. */
  layoutKey: string;
  colours: Palette;
  label: string;
  colourOf: (link: NetLink) => string;
  wordsOf: (link: NetLink) => string;
  picked: string | null;
  /** The node that was expanded last: what is new comes from there. */
  origin: string | null;
  onPick: (id: string | null) => void;
  onExpand: (iri: string) => void;
  handle: Ref<CanvasHandle | null>;
}

/** Room around the network, for the labels below the last nodes. */
const FIT = 30;

const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function Canvas(props: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const core = useRef<Core | null>(null);
  const laidOut = useRef<string | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const places = useRef(new Map<string, Point>());
  const many = props.network.nodes.size > MANY;

  useEffect(() => {
    const container = box.current;
    if (container === null) return;
    const cy = cytoscape({
      container,
      style: styleOf(latest.current.colours, many),
      minZoom: 0.05,
      maxZoom: 4,
      hideEdgesOnViewport: many,
      textureOnViewport: many,
      pixelRatio: many ? 1 : "auto",
      boxSelectionEnabled: false,
      selectionType: "single",
    });
    core.current = cy;
    cy.on("tap", (event) => {
      const { picked, onPick, onExpand } = latest.current;
      if ((event.target as unknown) === cy) return onPick(null);
      // The first click picks, one on what is picked expands.
      const id: string = event.target.id();
      if (id === picked && event.target.isNode()) onExpand(id);
      else onPick(id);
    });
    return () => {
      cy.nodes().forEach((node) => void places.current.set(node.id(), { ...node.position() }));
      core.current = null;
      cy.destroy();
    };
  }, [many]);

  useEffect(() => {
    const cy = core.current;
    if (cy === null) return;
    cy.batch(() => update(cy, latest.current, places.current));
    if (laidOut.current !== props.layoutKey) {
      laidOut.current = props.layoutKey;
      arrange(cy);
      cy.fit(undefined, FIT);
    } else if (cy.nodes().length > 0 && props.origin !== null) {
      const around = cy.getElementById(props.origin).closedNeighborhood();
      if (reducedMotion() || many) cy.fit(cy.elements(), FIT);
      else cy.animate({ fit: { eles: around, padding: 60 }, duration: 250 });
    }
  }, [props.network, props.layoutKey, many]);

  const drawnWith = useRef(props.colours);
  const namedWith = useRef(props.wordsOf);
  useEffect(() => {
    // What a new network needs has been done above; this is for another theme or language.
    if (drawnWith.current === props.colours && namedWith.current === props.wordsOf) return;
    drawnWith.current = props.colours;
    namedWith.current = props.wordsOf;
    const cy = core.current;
    if (cy === null) return;
    cy.style(styleOf(props.colours, many));
    cy.batch(() => update(cy, latest.current, places.current));
  }, [props.colours, props.wordsOf]);

  useEffect(() => {
    const cy = core.current;
    if (cy === null) return;
    cy.elements().unselect().removeClass("near");
    if (props.picked === null) return;
    const element = cy.getElementById(props.picked);
    element.select();
    if (element.isNode()) element.connectedEdges().addClass("near");
  }, [props.picked, props.network, many]);

  useImperativeHandle(props.handle, () => ({
    fit: () => core.current?.fit(undefined, FIT),
    zoom: (factor) => {
      const cy = core.current;
      if (cy === null) return;
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    },
    png: () =>
      core.current?.png({ output: "blob", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: props.colours.ground }) ??
      new Blob(),
    svg: () => (core.current === null ? "" : pictureOf(core.current, props.colours)),
  }));

  const keys = (event: KeyboardEvent) => {
    const cy = core.current;
    const { picked, onPick, onExpand } = latest.current;
    if (cy === null) return;
    const direction = DIRECTIONS[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      const now = picked === null ? null : cy.getElementById(picked);
      const next = now === null || !now.isNode() ? first(cy) : nearest(cy, now as NodeSingular, direction);
      if (next === null) return;
      onPick(next.id());
      bringIntoView(cy, next);
    } else if (event.key === "Enter" && picked !== null) {
      event.preventDefault();
      if (cy.getElementById(picked).isNode()) onExpand(picked);
    } else if (event.key === "+" || event.key === "-") {
      cy.zoom({
        level: cy.zoom() * (event.key === "+" ? 1.3 : 1 / 1.3),
        renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 },
      });
    }
  };

  return (
    <div
      ref={box}
      class="canvas"
      role="application"
      tabIndex={0}
      aria-label={props.label}
      onKeyDown={keys}
      data-nodes={props.network.nodes.size}
    />
  );
}

/** Makes the elements those of the network: removes what is gone, adds what is new, keeps where things stand. */
function update(cy: Core, { network, origin, colourOf, wordsOf }: CanvasProps, places: ReadonlyMap<string, Point>): void {
  const ids = new Set([...network.nodes.keys(), ...network.links.map((link) => link.id)]);
  cy.elements()
    .filter((element) => !ids.has(element.id()))
    .remove();
  const added = [...network.nodes.values()].filter((node) => cy.getElementById(node.iri).empty());
  const source = origin === null ? null : cy.getElementById(origin);
  const middle = source !== null && source.nonempty() ? source.position() : { x: 0, y: 0 };
  const elements: ElementDefinition[] = added.map((node, index) => ({
    data: nodeData(node),
    position: { ...(places.get(node.iri) ?? ring(middle, index, added.length)) },
  }));
  for (const link of network.links) {
    const data = linkData(link, colourOf, wordsOf);
    const there = cy.getElementById(link.id);
    if (there.empty()) elements.push({ data });
    else there.data(data);
  }
  cy.add(elements);
}

function nodeData(node: NetNode) {
  const shape = shapeOf(node.kind);
  return {
    id: node.iri,
    label: node.name,
    kind: node.kind,
    weight: node.weight,
    size: Math.min(20 + 5 * Math.sqrt(node.weight), 50),
    form: shape.form,
    corners: shape.corners.join(" "),
  };
}

function linkData(link: NetLink, colourOf: CanvasProps["colourOf"], wordsOf: CanvasProps["wordsOf"]) {
  return {
    id: link.id,
    source: link.from,
    target: link.to,
    label: wordsOf(link),
    colour: colourOf(link),
    claimed: link.claimed,
    directed: link.directed,
    width: Math.min(1.8 + 0.6 * Math.log2(Math.max(link.facts.length, 1)), 4),
  };
}

const DIRECTIONS: Record<string, Point> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

const first = (cy: Core): NodeSingular | null => {
  const nodes = cy.nodes();
  return nodes.empty() ? null : (nodes.max((node) => node.data("weight")).ele as NodeSingular);
};

/** The next node in a direction; one that lies aside counts as farther away. */
function nearest(cy: Core, from: NodeSingular, direction: Point): NodeSingular | null {
  const at = from.position();
  let best: NodeSingular | null = null;
  let least = Infinity;
  cy.nodes().forEach((node) => {
    const { x, y } = node.position();
    const along = (x - at.x) * direction.x + (y - at.y) * direction.y;
    const aside = Math.abs((x - at.x) * direction.y) + Math.abs((y - at.y) * direction.x);
    const distance = along + 2 * aside;
    if (along <= 0 || node.id() === from.id() || distance >= least) return;
    least = distance;
    best = node;
  });
  return best;
}

function bringIntoView(cy: Core, node: NodeSingular): void {
  const { x, y } = node.renderedPosition();
  const inside = x > 30 && y > 30 && x < cy.width() - 30 && y < cy.height() - 30;
  if (!inside) cy.center(node);
}

function pictureOf(cy: Core, colours: Palette): string {
  const nodes = new Map<string, DrawnNode>();
  cy.nodes().forEach((node) => {
    const { x, y } = node.position();
    nodes.set(node.id(), { x, y, radius: node.data("size") / 2, label: node.data("label"), kind: node.data("kind") });
  });
  const links: DrawnLink[] = [];
  cy.edges().forEach((edge) => {
    const from = nodes.get(edge.source().id());
    const to = nodes.get(edge.target().id());
    if (from === undefined || to === undefined) return;
    const { label, colour, claimed, directed } = edge.data();
    links.push({ from, to, label, colour, claimed, directed });
  });
  return svgOf([...nodes.values()], links, colours);
}
