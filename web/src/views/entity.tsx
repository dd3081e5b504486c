// What is said of a person, an organization, a place …, and what it says itself.

import { getContradictions, getEntity, type Contradiction, type EntityView } from "../api";
import { speakersOf } from "../facts/filter";
import { Day } from "../parts/day";
import { Downloads } from "../parts/downloads";
import { EntityLinks, OutsideLink } from "../parts/links";
import { MoreFacts } from "../parts/more-facts";
import { Empty, Show } from "../parts/states";
import { Story } from "../parts/story";
import { iriOf } from "../route";
import { baseIri, useShell } from "../shell/context";
import { useLoad } from "../shell/load";
import { useTitle } from "../shell/title";
import { shorten } from "../text/prefixes";

export function EntityPage({ path }: { path: string }) {
  const shell = useShell();
  const { text } = shell;
  const iri = iriOf(baseIri(shell), path);
  const entity = useLoad(iri, (signal) => getEntity(iri, signal));
  useTitle(entity.state === "done" ? entity.value.name : text.article.entities);
  return (
    <div class="page">
      <Show of={entity}>
        {(value) => (
          <>
            <EntityHead entity={value} path={path} />
            <Contradictions iri={iri} />
            <div class="columns">
              <section>
                <h2>{text.entity.about}</h2>
                <SaidOf iri={iri} />
              </section>
              <section>
                <h2>{text.entity.says}</h2>
                <SaidBy iri={iri} />
              </section>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}

function EntityHead({ entity, path }: { entity: EntityView; path: string }) {
  const shell = useShell();
  const { text } = shell;
  const query = `?entity=${encodeURIComponent(entity.iri)}`;
  const others = entity.names.filter((name) => name !== entity.name);
  return (
    <div class="entity-head">
      <p class="meta">
        <span class={`kind kind-${entity.kind}`}>{text.kind[entity.kind]}</span>
        <span>{text.common.facts(entity.facts)}</span>
      </p>
      <h1 lang="fr">{entity.name}</h1>
      <dl class="details inline">
        {others.length > 0 && (
          <div>
            <dt>{text.entity.names}</dt>
            <dd lang="fr">{others.join(" · ")}</dd>
          </div>
        )}
        {entity.roles.length > 0 && (
          <div>
            <dt>{text.entity.roles}</dt>
            <dd>
              <ul class="plain">
                {entity.roles.map((role, index) => (
                  <li key={index}>
                    <span lang="fr">
                      {role.role}
                      {role.organization !== null && `, ${role.organization}`}
                    </span>
                    {role.since !== null && (
                      <span class="muted">
                        {" ("}
                        <Day date={role.since} />
                        {role.until !== null && role.until !== role.since && (
                          <>
                            {" – "}
                            <Day date={role.until} />
                          </>
                        )}
                        )
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {entity.standsFor.length > 0 && (
          <div>
            <dt>{text.entity.standsFor}</dt>
            <dd>
              <EntityLinks entities={entity.standsFor} />
            </dd>
          </div>
        )}
        {entity.sameAs.length > 0 && (
          <div>
            <dt>{text.entity.same}</dt>
            <dd>
              {entity.sameAs.map((iri, index) => (
                <span key={iri}>
                  {index > 0 && ", "}
                  <OutsideLink address={iri}>{shorten(iri, baseIri(shell))}</OutsideLink>
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
      <p class="actions">
        <a class="button" href={`/view/graph${query}`}>
          {text.entity.graph}
        </a>
        <a class="button" href={`/view/timeline${query}`}>
          {text.entity.timeline}
        </a>
      </p>
      <Downloads path={path} />
    </div>
  );
}

/** What the entity takes part in, without what it only says. */
function SaidOf({ iri }: { iri: string }) {
  const { text } = useShell();
  return (
    <MoreFacts filter={{ entity: iri }} step={50}>
      {(facts) => {
        const of = facts.filter((fact) => !speakersOf(fact).some((speaker) => speaker.iri === iri));
        if (of.length === 0) return <Empty>{text.entity.noAbout}</Empty>;
        return of.map((fact) => <Story key={fact.iri} fact={fact} />);
      }}
    </MoreFacts>
  );
}

function SaidBy({ iri }: { iri: string }) {
  const { text } = useShell();
  return (
    <MoreFacts filter={{ speaker: iri }} step={50}>
      {(facts) => {
        if (facts.length === 0) return <Empty>{text.entity.noSays}</Empty>;
        return facts.map((fact) => <Story key={fact.iri} fact={fact} />);
      }}
    </MoreFacts>
  );
}

function Contradictions({ iri }: { iri: string }) {
  const { text } = useShell();
  const found = useLoad(iri, (signal) => getContradictions(iri, signal));
  if (found.state === "done" && found.value.items.length === 0) return null;
  return (
    <section class="contradictions">
      <h2>{text.entity.contradictions}</h2>
      <Show of={found}>
        {({ items }) => items.map((pair) => <Pair key={pair.held.iri + pair.denied.iri} pair={pair} />)}
      </Show>
    </section>
  );
}

function Pair({ pair }: { pair: Contradiction }) {
  const { text } = useShell();
  return (
    <div class="columns pair">
      <div>
        <h3>{text.entity.held}</h3>
        <Story fact={pair.held} />
      </div>
      <div>
        <h3>{text.entity.denied}</h3>
        <Story fact={pair.denied} />
      </div>
    </div>
  );
}
