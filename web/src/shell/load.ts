// Loads what a view shows, with its states; an answer that comes too late is dropped.

import { useEffect, useState } from "preact/hooks";

export type Loaded<Value> =
  | { state: "loading" }
  | { state: "failed"; error: unknown; retry: () => void }
  | { state: "done"; value: Value };

/** Loads anew whenever `key` changes. While that goes on, `keep` leaves the last value in place. */
export function useLoad<Value>(
  key: string,
  load: (signal: AbortSignal) => Promise<Value>,
  { keep = false } = {},
): Loaded<Value> {
  const [answer, setAnswer] = useState<{ key: string; loaded: Loaded<Value> } | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const control = new AbortController();
    const retry = () => {
      setAnswer(null);
      setAttempt((count) => count + 1);
    };
    load(control.signal).then(
      (value) => !control.signal.aborted && setAnswer({ key, loaded: { state: "done", value } }),
      (error: unknown) => !control.signal.aborted && setAnswer({ key, loaded: { state: "failed", error, retry } }),
    );
    return () => control.abort();
  }, [key, attempt]);
  if (answer === null) return { state: "loading" };
  return answer.key === key || (keep && answer.loaded.state === "done") ? answer.loaded : { state: "loading" };
}
