// Marks may overlap: the text is cut wherever one begins or ends, so that each piece lies wholly in its marks.

export interface Span {
  start: number;
  end: number;
}

export interface Piece<Mark extends Span> extends Span {
  marks: Mark[];
}

/** The pieces of the stretch from `start` to `end`, in order; each has the marks that cover it, in their order. */
export function cut<Mark extends Span>(start: number, end: number, marks: readonly Mark[]): Piece<Mark>[] {
  const inside = marks.filter((mark) => mark.start < mark.end && mark.start < end && mark.end > start);
  const bounds = new Set([start, end]);
  for (const mark of inside) {
    bounds.add(Math.max(mark.start, start));
    bounds.add(Math.min(mark.end, end));
  }
  const sorted = [...bounds].sort((a, b) => a - b);
  const pieces: Piece<Mark>[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const from = sorted[i] as number;
    const to = sorted[i + 1] as number;
    pieces.push({ start: from, end: to, marks: inside.filter((mark) => mark.start <= from && mark.end >= to) });
  }
  return pieces;
}

/** The paragraphs of a text as stretches of code points, without the line ends around them. */
export function paragraphs(text: string): Span[] {
  const found: Span[] = [];
  let at = 0;
  let start = 0;
  for (const point of text) {
    if (point === "\n") {
      if (at > start) found.push({ start, end: at });
      start = at + 1;
    }
    at += 1;
  }
  if (at > start) found.push({ start, end: at });
  return found;
}
