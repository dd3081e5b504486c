// The buttons over a network: fit, zoom, and the pictures to keep.

import type { RefObject } from "preact";
import { useShell } from "../shell/context";
import { save } from "../text/save";
import type { CanvasHandle } from "./canvas";

export function Tools({ handle }: { handle: RefObject<CanvasHandle | null> }) {
  const { text } = useShell();
  const canvas = () => handle.current;
  const saveSvg = () => {
    const picture = canvas()?.svg();
    if (picture) save("depeche.svg", new Blob([picture], { type: "image/svg+xml" }));
  };
  const savePng = () => {
    const picture = canvas()?.png();
    if (picture) save("depeche.png", picture);
  };
  return (
    <div class="tools">
      <button type="button" class="button small" onClick={() => canvas()?.fit()}>
        {text.graph.fit}
      </button>
      <button type="button" class="button small" aria-label={text.graph.zoomIn} onClick={() => canvas()?.zoom(1.3)}>
        +
      </button>
      <button type="button" class="button small" aria-label={text.graph.zoomOut} onClick={() => canvas()?.zoom(1 / 1.3)}>
        −
      </button>
      <button type="button" class="button small" onClick={savePng}>
        PNG
      </button>
      <button type="button" class="button small" onClick={saveSvg}>
        SVG
      </button>
    </div>
  );
}
