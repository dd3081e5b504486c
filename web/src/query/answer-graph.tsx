import { useMemo, useRef, useState } from "preact/hooks";
import { Canvas, type CanvasHandle } from "../graph/canvas";
import { palette } from "../graph/colours";
import { most } from "../graph/network";
import { Tools } from "../graph/tools";
import { OwnLink } from "../parts/links";
import { Empty } from "../parts/states";
import { baseIri, useShell } from "../shell/context";
import type { Answer } from "./answer";
import { networkOfAnswer } from "./answer-network";

const SHOWN = 2000;

export function AnswerGraph({ answer }: { answer: Answer }) {
  const shell = useShell();
  const { text, theme } = shell;
  const network = useMemo(() => most(networkOfAnswer(answer, baseIri(shell)), SHOWN), [answer, shell]);
  const [picked, setPicked] = useState<string | null>(null);
  const handle = useRef<CanvasHandle>(null);
  const colours = useMemo(palette, [theme]);
  const wordsOf = useMemo(() => (link: { type: string }) => link.type, []);
  if (network.nodes.size === 0) return <Empty>{text.query.noLinks}</Empty>;
  const node = picked === null ? undefined : network.nodes.get(picked);
  return (
    <>
      <div class="graph-bar">
        <p class="muted count" aria-live="polite">
          {node === undefined ? (
            text.graph.counts(network.nodes.size, network.links.length)
          ) : (
            <OwnLink path={node.path}>{node.name}</OwnLink>
          )}
        </p>
        <Tools handle={handle} />
      </div>
      <Canvas
        handle={handle}
        network={network}
        layoutKey="answer"
        colours={colours}
        label={text.query.graph}
        colourOf={() => colours.border}
        wordsOf={wordsOf}
        picked={picked}
        origin={null}
        onPick={setPicked}
        onExpand={setPicked}
      />
    </>
  );
}
