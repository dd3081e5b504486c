// What the bundler takes that the type checker does not know.

declare module "*.css" {}

/** The part of YASQE that is used here; its own typings need those of CodeMirror, which it does not bring. */
declare module "@triply/yasqe" {
  interface Token {
    autocompletionString?: string;
  }

  interface Completer {
    name: string;
    get: (editor: Yasqe, token?: Token) => string[];
    persistenceId: null;
    autoShow: boolean;
  }

  interface Config {
    value: string;
    autocompleters: string[];
    persistenceId: null;
    consumeShareLink: null;
    createShareableLink: null;
    showQueryButton: boolean;
    resizeable: boolean;
    editorHeight: string;
    screenReaderLabel: string;
    extraKeys: Record<string, string | (() => void)>;
  }

  export default class Yasqe {
    constructor(parent: HTMLElement, config: Config);
    static forkAutocompleter(from: string, completer: Completer, enable: boolean): void;
    on(event: "change", handler: () => void): void;
    getValue(): string;
    setValue(text: string): void;
    setOption(name: "screenReaderLabel", value: string): void;
    destroy(): void;
  }
}
