// A list of facts that is as long as one asks: the first ones, and a button for the next.

import { useEffect, useState, type Dispatch, type StateUpdater } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { getFacts, type Fact, type FactFilter } from "../api";
import { useLoad } from "../shell/load";
import { useShell } from "../shell/context";
import { Failure, Show } from "./states";

interface MoreFactsProps {
  filter: FactFilter;
  step: number;
  children: (facts: readonly Fact[], total: number) => ComponentChildren;
}

export function MoreFacts({ filter, step, children }: MoreFactsProps) {
  const key = JSON.stringify(filter);
  const first = useLoad(key, (signal) => getFacts({ ...filter, limit: step }, signal));
  return (
    <Show of={first}>
      {(page) => (
        <Growing key={key} first={page.items} total={page.total} filter={filter} step={step}>
          {children}
        </Growing>
      )}
    </Show>
  );
}

interface GrowingProps extends MoreFactsProps {
  first: readonly Fact[];
  total: number;
}

function Growing({ first, total, filter, step, children }: GrowingProps) {
  const { text } = useShell();
  const [facts, setFacts]: [readonly Fact[], Dispatch<StateUpdater<readonly Fact[]>>] = useState(first);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => setFacts(first), [first]);
  const grow = async () => {
    setBusy(true);
    try {
      const page = await getFacts({ ...filter, limit: step, offset: facts.length });
      setFacts([...facts, ...page.items]);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {children(facts, total)}
      {error !== null && <Failure error={error} />}
      {facts.length < total && (
        <p class="more-row">
          <button type="button" class="button" disabled={busy} onClick={grow}>
            {text.common.more} ({text.common.range(1, facts.length, total)})
          </button>
        </p>
      )}
    </>
  );
}
