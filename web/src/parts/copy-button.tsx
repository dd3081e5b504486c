import { useState } from "preact/hooks";
import { useShell } from "../shell/context";

export function CopyButton({ words }: { words: string }) {
  const { text } = useShell();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      // Without the permission the text can still be selected.
    }
  };
  return (
    <button type="button" class="button small" onClick={copy} aria-live="polite">
      {copied ? text.common.copied : text.common.copy}
    </button>
  );
}
