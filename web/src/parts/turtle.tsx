// The RDF of a fact, which is asked for when somebody opens it.

import { useState } from "preact/hooks";
import { rdfAddress, send, type Fact } from "../api";
import { useLoad } from "../shell/load";
import { useShell } from "../shell/context";
import { CopyButton } from "./copy-button";
import { Show } from "./states";

export function TurtleOf({ fact }: { fact: Fact }) {
  const { text } = useShell();
  const [open, setOpen] = useState(false);
  if (fact.turtle === undefined && fact.path === null) return null;
  return (
    <details class="turtle" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.fact.rdf}</summary>
      {open && (fact.turtle === undefined ? <Fetched path={fact.path ?? ""} /> : <Shown turtle={fact.turtle} />)}
    </details>
  );
}

function Fetched({ path }: { path: string }) {
  const turtle = useLoad(path, async (signal) => (await send(rdfAddress(path, "turtle"), { signal })).text());
  return <Show of={turtle}>{(value) => <Shown turtle={value} />}</Show>;
}

function Shown({ turtle }: { turtle: string }) {
  return (
    <div class="code">
      <CopyButton words={turtle} />
      <pre tabIndex={0}>{turtle}</pre>
    </div>
  );
}
