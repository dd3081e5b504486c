// Links to the RDF of a thing.

import { rdfAddress } from "../api";
import { useShell } from "../shell/context";

const FORMATS = [
  ["turtle", "Turtle"],
  ["jsonld", "JSON-LD"],
  ["rdfxml", "RDF/XML"],
  ["ntriples", "N-Triples"],
] as const;

export function Downloads({ path }: { path: string }) {
  const { text } = useShell();
  return (
    <p class="downloads">
      <span class="muted">{text.common.download}</span>
      {FORMATS.map(([format, name]) => (
        <a key={format} href={rdfAddress(path, format)} download="">
          {name}
        </a>
      ))}
    </p>
  );
}
