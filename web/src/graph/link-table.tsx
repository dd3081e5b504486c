// The network as text: one row for each link.

import { labelOf, useShell } from "../shell/context";
import { OwnLink } from "../parts/links";
import { capital } from "../text/format";
import type { Network } from "./network";

export function LinkTable({ network }: { network: Network }) {
  const shell = useShell();
  const { text } = shell;
  return (
    <div class="table-box" role="region" aria-label={text.graph.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.graph.from}</th>
            <th scope="col">{text.graph.link}</th>
            <th scope="col">{text.graph.to}</th>
            <th scope="col">{text.filters.status}</th>
            <th scope="col">{text.graph.count}</th>
          </tr>
        </thead>
        <tbody>
          {network.links.map((link) => (
            <tr key={link.id}>
              <td>
                <NodeName network={network} iri={link.from} />
              </td>
              <td>{capital(labelOf(shell, link.type))}</td>
              <td>
                <NodeName network={network} iri={link.to} />
              </td>
              <td>{link.claimed ? text.status.Claimed : text.status.Asserted}</td>
              <td class="number">{link.facts.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NodeName({ network, iri }: { network: Network; iri: string }) {
  const node = network.nodes.get(iri);
  return (
    <OwnLink path={node?.path ?? null}>
      <span lang="fr">{node?.name ?? iri}</span>
    </OwnLink>
  );
}
