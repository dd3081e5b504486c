// Facts day by day, of and by one entity or of all.

import type { Fact } from "../api";
import { setParams, usePlace } from "../navigation";
import { Day } from "../parts/day";
import { EntityPicker } from "../parts/entity-picker";
import { FactFilters, useChoice } from "../parts/fact-filters";
import { MoreFacts } from "../parts/more-facts";
import { Empty } from "../parts/states";
import { Story } from "../parts/story";
import { useEntityName } from "../parts/entity-name";
import { useShell } from "../shell/context";
import { useTitle } from "../shell/title";

export function TimelinePage() {
  const { text } = useShell();
  const { params } = usePlace();
  const choice = useChoice();
  const entity = params.get("entity") ?? "";
  const name = useEntityName(entity);
  const title = name === "" ? text.timeline.title : text.timeline.of(name);
  useTitle(title);
  const filter = { entity, type: choice.type, status: choice.status, least: choice.least };
  return (
    <div class="page narrow">
      <h1>{title}</h1>
      <p class="lead">{text.timeline.lead}</p>
      <div class="filter-row">
        <EntityPicker
          label={text.timeline.entity}
          value={name}
          onPick={(picked) => setParams({ entity: picked.iri })}
        />
        {entity !== "" && (
          <button type="button" class="button quiet" onClick={() => setParams({ entity: "" })}>
            {text.picker.clear}
          </button>
        )}
        <FactFilters />
      </div>
      <MoreFacts filter={filter} step={50}>
        {(facts, total) => (
          <>
            <p class="muted count" aria-live="polite">
              {text.common.facts(total)}
            </p>
            {facts.length === 0 && <Empty>{text.timeline.empty}</Empty>}
            <ol class="timeline">
              {byDay(facts).map(([day, ofDay]) => (
                <li key={day}>
                  <h2>{day === "" ? text.timeline.undated : <Day date={day} />}</h2>
                  {ofDay.map((fact) => (
                    <Story key={fact.iri} fact={fact} withDay={false} />
                  ))}
                </li>
              ))}
            </ol>
          </>
        )}
      </MoreFacts>
    </div>
  );
}

/** The facts of each day; the days in the order in which they come. */
function byDay(facts: readonly Fact[]): [string, Fact[]][] {
  const days = new Map<string, Fact[]>();
  for (const fact of facts) {
    const day = fact.day ?? "";
    const ofDay = days.get(day);
    if (ofDay === undefined) days.set(day, [fact]);
    else ofDay.push(fact);
  }
  return [...days];
}
