// What is picked in the network: an entity with its links, or a link with its facts.

import type { Fact } from "../api";
import { OwnLink } from "../parts/links";
import { Story } from "../parts/story";
import { labelOf, useShell } from "../shell/context";
import { capital } from "../text/format";
import type { NetLink, NetNode, Network } from "./network";

/** A well-known entity may have hundreds of facts; the rest are on its page. */
const SHOWN = 30;

interface PanelProps {
  network: Network;
  picked: string | null;
  onPick: (id: string | null) => void;
  onExpand: (iri: string) => void;
}

export function Panel({ network, picked, onPick, onExpand }: PanelProps) {
  const { text } = useShell();
  const node = picked === null ? undefined : network.nodes.get(picked);
  const link = picked === null ? undefined : network.links.find((one) => one.id === picked);
  return (
    <aside class="graph-panel" aria-live="polite" aria-label={text.article.facts}>
      {node === undefined && link === undefined && <p class="muted">{text.graph.pick}</p>}
      {node !== undefined && <NodePanel node={node} network={network} onPick={onPick} onExpand={onExpand} />}
      {link !== undefined && <LinkPanel link={link} network={network} onPick={onPick} />}
    </aside>
  );
}

interface NodePanelProps {
  node: NetNode;
  network: Network;
  onPick: (id: string) => void;
  onExpand: (iri: string) => void;
}

function NodePanel({ node, network, onPick, onExpand }: NodePanelProps) {
  const shell = useShell();
  const { text } = shell;
  const links = network.links.filter((link) => link.from === node.iri || link.to === node.iri);
  return (
    <>
      <p class="meta">
        <span class={`kind kind-${node.kind}`}>{text.kind[node.kind]}</span>
      </p>
      <h2 lang="fr">{node.name}</h2>
      <p class="actions">
        <button type="button" class="button primary small" onClick={() => onExpand(node.iri)}>
          {text.graph.expand}
        </button>
        <OwnLink path={node.path}>{text.graph.open}</OwnLink>
        <a href={`/view/timeline?entity=${encodeURIComponent(node.iri)}`}>{text.graph.timeline}</a>
      </p>
      <h3>{text.graph.nodeFacts}</h3>
      <ul class="link-list">
        {links.map((link) => (
          <li key={link.id}>
            <button type="button" class="fact-entry" onClick={() => onPick(link.id)}>
              <LinkName link={link} network={network} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface LinkPanelProps {
  link: NetLink;
  network: Network;
  onPick: (id: string) => void;
}

function LinkPanel({ link, network, onPick }: LinkPanelProps) {
  const shell = useShell();
  return (
    <>
      <h2>{capital(labelOf(shell, link.type))}</h2>
      <p class="link-ends">
        <button type="button" class="link" lang="fr" onClick={() => onPick(link.from)}>
          {network.nodes.get(link.from)?.name}
        </button>
        {link.directed ? " → " : " — "}
        <button type="button" class="link" lang="fr" onClick={() => onPick(link.to)}>
          {network.nodes.get(link.to)?.name}
        </button>
      </p>
      {link.facts.slice(0, SHOWN).map((fact: Fact) => (
        <Story key={fact.iri} fact={fact} />
      ))}
    </>
  );
}

function LinkName({ link, network }: { link: NetLink; network: Network }) {
  const shell = useShell();
  return (
    <span>
      <span lang="fr">{network.nodes.get(link.from)?.name}</span>
      <span class="muted">
        {` ${link.claimed ? "⇢" : "→"} ${labelOf(shell, link.type)}${link.facts.length > 1 ? ` × ${link.facts.length}` : ""} ${link.claimed ? "⇢" : "→"} `}
      </span>
      <span lang="fr">{network.nodes.get(link.to)?.name}</span>
    </span>
  );
}
