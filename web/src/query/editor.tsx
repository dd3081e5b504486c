// The SPARQL editor: YASQE without anything that leaves this page. It asks no other host and stores nothing.

import Yasqe from "@triply/yasqe";
import "@triply/yasqe/build/yasqe.min.css";
import { useEffect, useRef } from "preact/hooks";
import type { Terms } from "./terms";

interface EditorProps {
  text: string;
  label: string;
  terms: Terms;
  onChange: (text: string) => void;
  onRun: () => void;
}

let terms: Terms = { classes: [], properties: [], prefixes: [] };

const startingWith = (list: readonly string[], typed: string | undefined): string[] =>
  list.filter((iri) => iri.startsWith(typed ?? ""));

const COMMON = { persistenceId: null, autoShow: true };

// The completers of YASQE know where what can stand; where they would ask elsewhere, ours answer.
Yasqe.forkAutocompleter(
  "class",
  { name: "ownClasses", get: (_, token) => startingWith(terms.classes, token?.autocompletionString), ...COMMON },
  false,
);
Yasqe.forkAutocompleter(
  "property",
  {
    name: "ownProperties",
    get: (_, token) => startingWith(terms.properties, token?.autocompletionString),
    ...COMMON,
  },
  false,
);
Yasqe.forkAutocompleter(
  "prefixes",
  { name: "ownPrefixes", get: () => [...terms.prefixes], ...COMMON },
  false,
);

export function Editor(props: EditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Yasqe | null>(null);
  const latest = useRef(props);
  latest.current = props;
  terms = props.terms;

  useEffect(() => {
    if (box.current === null) return;
    const yasqe = new Yasqe(box.current, {
      value: latest.current.text,
      autocompleters: ["ownClasses", "ownProperties", "ownPrefixes", "variables"],
      persistenceId: null,
      consumeShareLink: null,
      createShareableLink: null,
      showQueryButton: false,
      resizeable: false,
      editorHeight: "auto",
      screenReaderLabel: latest.current.label,
      extraKeys: {
        "Ctrl-Enter": () => latest.current.onRun(),
        "Cmd-Enter": () => latest.current.onRun(),
        "Ctrl-S": () => undefined,
        Tab: "defaultTab",
      },
    });
    yasqe.on("change", () => latest.current.onChange(yasqe.getValue()));
    editor.current = yasqe;
    return () => {
      editor.current = null;
      yasqe.destroy();
      box.current?.replaceChildren();
    };
  }, []);

  useEffect(() => {
    if (editor.current !== null && editor.current.getValue() !== props.text) editor.current.setValue(props.text);
  }, [props.text]);

  useEffect(() => editor.current?.setOption("screenReaderLabel", props.label), [props.label]);

  return <div ref={box} class="editor" />;
}
