// What a view shows while it loads, when that fails, and when there is nothing.

import type { ComponentChildren } from "preact";
import { ApiError } from "../api";
import type { Loaded } from "../shell/load";
import { useShell } from "../shell/context";
import { NotFound } from "../views/not-found";

export function Loading() {
  const { text } = useShell();
  return (
    <p class="loading" role="status">
      {text.state.loading}
    </p>
  );
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { text } = useShell();
  return (
    <div class="notice failure" role="alert">
      <strong>{text.state.failed}</strong>
      <p class="said">{error instanceof ApiError ? error.message : text.state.unreachable}</p>
      {retry && (
        <button type="button" class="button" onClick={retry}>
          {text.state.retry}
        </button>
      )}
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="notice empty">{children}</p>;
}

interface ShowProps<Value> {
  of: Loaded<Value>;
  children: (value: Value) => ComponentChildren;
}

export function Show<Value>({ of: loaded, children }: ShowProps<Value>) {
  if (loaded.state === "loading") return <Loading />;
  if (loaded.state === "done") return <>{children(loaded.value)}</>;
  if (loaded.error instanceof ApiError && loaded.error.status === 404) return <NotFound />;
  return <Failure error={loaded.error} retry={loaded.retry} />;
}
