// Entities and facts as a network that grows where one asks it to.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { getFacts, type Fact } from "../api";
import { Canvas, type CanvasHandle } from "../graph/canvas";
import { palette } from "../graph/colours";
import { GraphLegend } from "../graph/legend";
import { LinkTable } from "../graph/link-table";
import { most, networkOf, type NetLink } from "../graph/network";
import { Panel } from "../graph/panel";
import { Tools } from "../graph/tools";
import { setParams, usePlace } from "../navigation";
import { useEntityName } from "../parts/entity-name";
import { EntityPicker } from "../parts/entity-picker";
import { FactFilters, useChoice } from "../parts/fact-filters";
import { Empty, Failure, Show } from "../parts/states";
import { groupOf, labelOf, useShell } from "../shell/context";
import { useLoad } from "../shell/load";
import { useTitle } from "../shell/title";

const SIZES = [40, 100, 300, 1000, 2000];
const PAGE = 1000;
/** Larger networks are drawn from more facts, as far as that does not take too long. */
const PAGES_FOR_MANY = 4;

interface Source {
  facts: Fact[];
  total: number;
}

async function loadFacts(filter: Parameters<typeof getFacts>[0], pages: number, signal: AbortSignal): Promise<Source> {
  const facts: Fact[] = [];
  let total = 0;
  for (let page = 0; page < pages; page++) {
    const answer = await getFacts({ ...filter, limit: PAGE, offset: page * PAGE }, signal);
    facts.push(...answer.items);
    total = answer.total;
    if (facts.length >= total || answer.items.length === 0) break;
  }
  return { facts, total };
}

export function GraphPage() {
  const { text } = useShell();
  const { params } = usePlace();
  const choice = useChoice();
  const entity = params.get("entity") ?? "";
  const size = Number(params.get("size") ?? "") || 40;
  const name = useEntityName(entity);
  const filter = { entity, type: choice.type, status: choice.status, least: choice.least };
  const key = JSON.stringify([filter, size > 300]);
  const source = useLoad(key, (signal) => loadFacts(filter, size > 300 ? PAGES_FOR_MANY : 1, signal));
  const title = name === "" ? text.graph.title : text.graph.about(name);
  useTitle(title);
  return (
    <div class="page wide">
      <h1>{title}</h1>
      <p class="lead">{text.graph.lead}</p>
      <div class="filter-row">
        <EntityPicker label={text.graph.focus} value={name} onPick={(picked) => setParams({ entity: picked.iri })} />
        {entity !== "" && (
          <button type="button" class="button quiet" onClick={() => setParams({ entity: "" })}>
            {text.graph.overview}
          </button>
        )}
        <FactFilters />
        <div class="filters">
          <label>
            <span>{text.graph.size}</span>
            <select
              value={String(size)}
              onChange={(event) => setParams({ size: event.currentTarget.value }, { replace: true })}
            >
              {SIZES.map((count) => (
                <option key={count} value={count}>
                  {text.graph.sizeMost(count)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <Show of={source}>
        {(value) => <Explorer key={key} source={value} entity={entity} size={size} filter={filter} />}
      </Show>
    </div>
  );
}

interface ExplorerProps {
  source: Source;
  entity: string;
  size: number;
  filter: { type: string; status: string };
}

function Explorer({ source, entity, size, filter }: ExplorerProps) {
  const shell = useShell();
  const { text, theme } = shell;
  const [expanded, setExpanded] = useState<ReadonlyMap<string, readonly Fact[]>>(new Map());
  const [origin, setOrigin] = useState<string | null>(null);
  const [picked, setPicked] = useState<string | null>(entity === "" ? null : entity);
  const [asTable, setAsTable] = useState(false);
  const [news, setNews] = useState("");
  const [error, setError] = useState<unknown>(null);
  const handle = useRef<CanvasHandle>(null);
  const colours = useMemo(palette, [theme]);

  const network = useMemo(() => {
    const start = most(networkOf(source.facts), size, new Set([entity]));
    if (expanded.size === 0) return start;
    const all = networkOf([...source.facts, ...[...expanded.values()].flat()]);
    const shown = new Set(start.nodes.keys());
    for (const [iri, facts] of expanded) {
      shown.add(iri);
      for (const other of networkOf(facts).nodes.keys()) shown.add(other);
    }
    return {
      nodes: new Map([...all.nodes].filter(([iri]) => shown.has(iri))),
      links: all.links.filter((link) => shown.has(link.from) && shown.has(link.to)),
    };
  }, [source, size, entity, expanded]);

  const before = useRef(network.nodes.size);
  useEffect(() => {
    if (origin !== null) setNews(text.graph.expanded(network.nodes.size - before.current));
    before.current = network.nodes.size;
  }, [network]);

  const expand = async (iri: string) => {
    setPicked(iri);
    if (expanded.has(iri)) return;
    try {
      const page = await getFacts({ entity: iri, type: filter.type, status: filter.status, limit: 300 });
      setOrigin(iri);
      setExpanded((now) => new Map([...now, [iri, page.items]]));
    } catch (problem) {
      setError(problem);
    }
  };
  const colourOf = (link: NetLink) => colours.groups[groupOf(shell, link.type)];
  const wordsOf = useMemo(
    () => (link: NetLink) =>
      labelOf(shell, link.type) + (link.facts.length > 1 ? ` × ${link.facts.length}` : ""),
    [shell],
  );

  if (network.nodes.size === 0) return <Empty>{text.graph.empty}</Empty>;
  return (
    <>
      {error !== null && <Failure error={error} />}
      <div class="graph-bar">
        <p class="muted count" aria-live="polite">
          {text.graph.counts(network.nodes.size, network.links.length)} {news}
          {source.total > source.facts.length && ` ${text.graph.cut(source.facts.length, source.total)}`}
        </p>
        {!asTable && <Tools handle={handle} />}
        <button type="button" class="button small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {text.graph.table}
        </button>
      </div>
      {asTable ? (
        <LinkTable network={network} />
      ) : (
        <div class="graph-box">
          <div>
            <Canvas
              handle={handle}
              network={network}
              layoutKey={String(size)}
              colours={colours}
              label={text.graph.canvas}
              colourOf={colourOf}
              wordsOf={wordsOf}
              picked={picked}
              origin={origin}
              onPick={setPicked}
              onExpand={expand}
            />
            <p class="hint muted">{text.graph.keys}</p>
            <GraphLegend />
          </div>
          <Panel network={network} picked={picked} onPick={setPicked} onExpand={expand} />
        </div>
      )}
    </>
  );
}
