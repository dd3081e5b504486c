import type { ComponentChildren } from "preact";
import { GROUPS, LegendList } from "../parts/legend";
import { useShell } from "../shell/context";
import { useTitle } from "../shell/title";
import { capital, formatNumber } from "../text/format";

export function AboutView() {
  const { text, about, language, types } = useShell();
  const words = text.about;
  useTitle(words.title);
  const sorted = [...types.values()].sort((a, b) => a.label[language].localeCompare(b.label[language], language));
  return (
    <div class="page narrow prose">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <section class="principle">
        <h2>{words.principle}</h2>
        <p>{words.principleText}</p>
      </section>
      <h2>{words.marks}</h2>
      <LegendList />
      <h2>{words.types}</h2>
      {GROUPS.map((group) => (
        <details key={group} class="type-group">
          <summary>
            <span class={`badge group-${group}`}>{capital(text.group[group])}</span>
          </summary>
          <dl class="types">
            {sorted
              .filter((type) => type.group === group)
              .map((type) => (
                <div key={type.name}>
                  <dt>{capital(type.label[language])}</dt>
                  <dd>{type.comment[language]}</dd>
                </div>
              ))}
          </dl>
        </details>
      ))}
      <h2>{words.numbers}</h2>
      <dl class="details">
        <Row name={words.version}>{`${about.name} ${about.version}`}</Row>
        <Row name={words.base}>
          <code>{about.base}</code>
        </Row>
        <Row name={words.articles}>{formatNumber(about.articles, language)}</Row>
        <Row name={words.quads}>{formatNumber(about.quads, language)}</Row>
        <Row name={words.limits}>{words.limitsText(about.limits.seconds, about.limits.rows)}</Row>
      </dl>
      <h2>{words.access}</h2>
      <ul>
        <li>
          <a href="/openapi.json" data-outside="">
            {words.openapi}
          </a>
        </li>
        <li>
          {words.endpoint} : <code>{`${location.origin}/sparql`}</code>
        </li>
      </ul>
    </div>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
