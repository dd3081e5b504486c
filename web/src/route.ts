// Which view an address shows, and the IRI of the thing that it names.

export type Route =
  | { view: "articles" | "read" | "graph" | "query" | "timeline" | "about" | "missing" }
  | { view: "article" | "entity" | "fact"; path: string };

const VIEWS = new Set(["read", "graph", "query", "timeline", "about"] as const);
const KINDS = new Set(["person", "organization", "place", "event", "work", "role", "thing"]);

type NamedView = "read" | "graph" | "query" | "timeline" | "about";

export function routeOf(pathname: string): Route {
  if (pathname === "/" || pathname === "") return { view: "articles" };
  const parts = pathname.split("/").slice(1);
  if (parts.some((part) => part === "")) return { view: "missing" };
  const [first = "", second = ""] = parts;
  if (first === "view") {
    return parts.length === 2 && isNamedView(second) ? { view: second } : { view: "missing" };
  }
  if (parts.length < 2) return { view: "missing" };
  if (first === "fact") return { view: "fact", path: pathname };
  // Entities that belong to one article are named under it: /article/HASH/KIND/NAME.
  if (first === "article") return { view: parts.length === 2 ? "article" : "entity", path: pathname };
  return KINDS.has(first) ? { view: "entity", path: pathname } : { view: "missing" };
}

function isNamedView(name: string): name is NamedView {
  return VIEWS.has(name as NamedView);
}

export const iriOf = (base: string, path: string): string => base + path.replace(/^\//, "");

/** The path under which this server shows an IRI, if it is one of its own. */
export function pathOf(base: string, iri: string): string | null {
  if (!iri.startsWith(base)) return null;
  const path = `/${iri.slice(base.length)}`;
  return routeOf(path).view === "missing" || path.includes("#") ? null : path;
}

/** The address of something elsewhere, if it is safe to lead there. */
export function outsideAddress(address: string | null): string | null {
  if (address === null) return null;
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
