// Answers of SPARQL queries: JSON results, or N-Triples of a graph, as one kind of table.

export interface Term {
  type: "uri" | "literal" | "bnode";
  value: string;
  datatype?: string;
  language?: string;
}

export type Answer =
  | { kind: "rows"; columns: string[]; rows: (Term | null)[][] }
  | { kind: "graph"; columns: string[]; rows: (Term | null)[][] }
  | { kind: "boolean"; value: boolean };

interface JsonResults {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, JsonTerm>[] };
}

interface JsonTerm {
  type: string;
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export function answerOf(contentType: string, body: string): Answer {
  return contentType.includes("json") ? ofJson(JSON.parse(body) as JsonResults) : ofTriples(body);
}

function ofJson(json: JsonResults): Answer {
  if (json.boolean !== undefined) return { kind: "boolean", value: json.boolean };
  const columns = json.head.vars ?? [];
  const rows = (json.results?.bindings ?? []).map((binding) =>
    columns.map((column) => {
      const term = binding[column];
      return term === undefined ? null : termOf(term);
    }),
  );
  return { kind: "rows", columns, rows };
}

function termOf(term: JsonTerm): Term {
  const type = term.type === "uri" || term.type === "bnode" ? term.type : "literal";
  return { type, value: term.value, datatype: term.datatype, language: term["xml:lang"] };
}

const TERM = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?/y;

function ofTriples(body: string): Answer {
  const rows = body.split("\n").flatMap((line) => {
    const terms = triple(line);
    return terms.length === 3 ? [terms] : [];
  });
  return { kind: "graph", columns: ["subject", "predicate", "object"], rows };
}

function triple(line: string): Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (terms.length < 3) {
    while (line[at] === " " || line[at] === "\t") at += 1;
    TERM.lastIndex = at;
    const match = TERM.exec(line);
    if (match === null) break;
    at = TERM.lastIndex;
    const [, iri, blank, literal, language, datatype] = match;
    if (iri !== undefined) terms.push({ type: "uri", value: unescape(iri) });
    else if (blank !== undefined) terms.push({ type: "bnode", value: blank });
    else terms.push({ type: "literal", value: unescape(literal ?? ""), language, datatype });
  }
  return terms;
}

const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

const unescape = (text: string): string =>
  text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short: string, long: string, one: string) => {
    const code = short ?? long;
    return code === undefined ? (ESCAPES[one] ?? one) : String.fromCodePoint(parseInt(code, 16));
  });

/** A number that a cell holds, by its datatype or its look. */
export function numberOf(term: Term | null | undefined): number | null {
  if (!term || term.type !== "literal" || !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(term.value)) return null;
  return Number(term.value);
}

/** Whether an own query gives a graph: told by its first keyword that is no part of a comment, an IRI or a string. */
export function givesGraph(query: string): boolean {
  const bare = query.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, " ");
  const form = /(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])/i.exec(bare)?.[1]?.toUpperCase();
  return form === "CONSTRUCT" || form === "DESCRIBE";
}
