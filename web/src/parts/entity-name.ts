import { getEntity } from "../api";
import { useLoad } from "../shell/load";

/** The name of the entity that an address gives by its IRI; empty until it is known. */
export function useEntityName(iri: string): string {
  const name = useLoad(iri, async (signal) => (iri === "" ? "" : (await getEntity(iri, signal)).name));
  return name.state === "done" ? name.value : "";
}
