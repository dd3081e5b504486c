// The server's HTTP API: its types, and one function for each request.

export type Language = "fr" | "en";
export type Translated = Record<Language, string>;
export type Kind = "person" | "organization" | "place" | "event" | "work" | "role" | "thing" | "article";
export type Group = "speech" | "action" | "life" | "relation";
export type Status = "Asserted" | "Claimed";
export type Polarity = "Positive" | "Negative";
export type Factuality = "Actual" | "Planned" | "Uncertain";
/** Start and end in Unicode code points, the end exclusive. */
export type Offsets = [start: number, end: number];

export interface Entity {
  iri: string;
  path: string | null;
  name: string;
  kind: Kind;
}

export interface Participant extends Entity {
  mentions: Offsets[];
}

export interface Passage {
  start: number;
  end: number;
  text: string;
}

export interface ArticleHead {
  iri: string;
  path: string | null;
  title: string | null;
  date: string | null;
  url: string | null;
  site: string | null;
}

export interface Fact {
  iri: string;
  path: string | null;
  type: string;
  family: string;
  agent: Participant[];
  target: Participant[];
  place: Participant[];
  source: Participant[];
  via: Participant[];
  theme: string | null;
  content: string[];
  time: string | null;
  timeText: string | null;
  day: string | null;
  polarity: Polarity;
  factuality: Factuality;
  status: Status;
  confidence: number | null;
  rule: string | null;
  reader?: "Rules" | "Learned" | "Both";
  evidence: Passage;
  trigger: Passage;
  sameEventAs: string[];
  article: ArticleHead;
  /** Only in the view of an article. */
  turtle?: string;
}

export interface Article extends ArticleHead {
  authors: string[];
  language: string;
  text: string;
}

export interface CountedEntity extends Entity {
  facts: number;
}

export interface ArticleView {
  article: Article;
  facts: Fact[];
  entities: CountedEntity[];
  problems: string[];
}

export interface ListedArticle extends ArticleHead {
  start: string;
  facts: number;
}

export interface ListedEntity extends CountedEntity {
  sameAs: string[];
}

export interface EntityView extends CountedEntity {
  names: string[];
  sameAs: string[];
  said: number;
  standsFor: Entity[];
  /** In which articles' days somebody has a role. */
  roles: { role: string; organization: string | null; since: string | null; until: string | null }[];
}

export interface FactType {
  name: string;
  iri: string;
  family: string;
  label: Translated;
  comment: Translated;
  group: Group;
}

export interface Contradiction {
  held: Fact;
  denied: Fact;
}

export interface QueryParameter {
  name: string;
  kind: "entity" | "type" | "text" | "date" | "article" | "fact" | "number" | "share";
  required: boolean;
  meaning: Translated;
  example: string | null;
}

export interface NamedQuery {
  name: string;
  question: Translated;
  columns: string;
  parameters: QueryParameter[];
  text: string;
}

export interface About {
  name: string;
  version: string;
  base: string;
  writable: boolean;
  articles: number;
  quads: number;
  limits: { seconds: number; rows: number };
}

export interface Page<Item> {
  total: number;
  limit: number;
  offset: number;
  items: Item[];
}

export interface Items<Item> {
  items: Item[];
}

/** What the server says is wrong, in its own words. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export type Values = Record<string, string | number | readonly string[] | null | undefined>;

/** A query string of the values that are there; a list gives its key several times. */
export function queryString(values: Values): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(key, String(one));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** Sends a request, and turns an answer that is no success into an ApiError. */
export async function send(address: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, init);
  if (response.ok) return response;
  const body = await response.text();
  throw new ApiError(messageOf(body) ?? `${response.status} ${response.statusText}`.trim(), response.status);
}

function messageOf(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null && "error" in parsed && typeof parsed.error === "string") {
      return parsed.error;
    }
  } catch {
    // Not JSON: the words as they are.
  }
  return body.trim() === "" ? null : body.trim();
}

async function get<Answer>(path: string, values: Values, signal?: AbortSignal): Promise<Answer> {
  const response = await send(path + queryString(values), { headers: { Accept: "application/json" }, signal });
  return (await response.json()) as Answer;
}

export interface FactFilter {
  iri?: string;
  type?: string | readonly string[];
  entity?: string | readonly string[];
  speaker?: string;
  article?: string;
  status?: string;
  since?: string;
  until?: string;
  limit?: number;
  offset?: number;
}

export const getAbout = (signal?: AbortSignal) => get<About>("/about", {}, signal);
export const getTypes = (signal?: AbortSignal) => get<Items<FactType>>("/types", {}, signal);
export const getArticles = (values: Values, signal?: AbortSignal) =>
  get<Page<ListedArticle>>("/articles", values, signal);
export const getArticle = (iri: string, signal?: AbortSignal) => get<ArticleView>("/article", { iri }, signal);
export const getEntities = (values: Values, signal?: AbortSignal) =>
  get<Page<ListedEntity>>("/entities", values, signal);
export const getEntity = (iri: string, signal?: AbortSignal) => get<EntityView>("/entity", { iri }, signal);
export const getFacts = (filter: FactFilter, signal?: AbortSignal) =>
  get<Page<Fact>>("/facts", { ...filter }, signal);
export const getContradictions = (entity: string, signal?: AbortSignal) =>
  get<Items<Contradiction>>("/contradictions", { entity }, signal);
export const getQueries = (signal?: AbortSignal) => get<Items<NamedQuery>>("/queries", {}, signal);

export interface Reading {
  body: string;
  html: boolean;
  date: string;
  title: string;
}

/** Has the server read a text; `accept` asks for the view of the article or for its RDF. */
export function convert(reading: Reading, accept: string, signal?: AbortSignal): Promise<Response> {
  const type = reading.html ? "text/html" : "text/plain";
  return send(`/convert${queryString({ date: reading.date, title: reading.title })}`, {
    method: "POST",
    headers: { "Content-Type": `${type}; charset=utf-8`, Accept: accept },
    body: reading.body,
    signal,
  });
}

/** The RDF of a thing that has a page. */
export const rdfAddress = (path: string, format: "turtle" | "jsonld" | "rdfxml" | "ntriples") =>
  `${path}?format=${format}`;
