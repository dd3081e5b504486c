import { getFacts } from "../api";
import { Downloads } from "../parts/downloads";
import { FactCard } from "../parts/fact-card";
import { Empty, Show } from "../parts/states";
import { iriOf } from "../route";
import { baseIri, labelOf, useShell } from "../shell/context";
import { useLoad } from "../shell/load";
import { useTitle } from "../shell/title";
import { capital } from "../text/format";

export function FactPage({ path }: { path: string }) {
  const shell = useShell();
  const { text } = shell;
  const iri = iriOf(baseIri(shell), path);
  const facts = useLoad(iri, async (signal) => (await getFacts({ iri, limit: 1 }, signal)).items);
  const fact = facts.state === "done" ? facts.value[0] : undefined;
  const title = fact === undefined ? text.fact.title : capital(labelOf(shell, fact.type));
  useTitle(title);
  return (
    <div class="page narrow">
      <h1>{title}</h1>
      <Show of={facts}>
        {() =>
          fact === undefined ? (
            <Empty>{text.fact.empty}</Empty>
          ) : (
            <>
              <FactCard fact={fact} withArticle withPage={false} />
              <Downloads path={path} />
            </>
          )
        }
      </Show>
    </div>
  );
}
