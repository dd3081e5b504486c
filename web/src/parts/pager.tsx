import { setParams } from "../navigation";
import { useShell } from "../shell/context";

/** Leads to the pages before and after; the offset is kept in the address. */
export function Pager({ total, limit, offset }: { total: number; limit: number; offset: number }) {
  const { text } = useShell();
  if (total <= limit && offset === 0) return null;
  const go = (to: number) => {
    setParams({ offset: to <= 0 ? "" : String(to) });
    scrollTo(0, 0);
  };
  return (
    <nav class="pager" aria-label={text.common.pages}>
      <button type="button" class="button" disabled={offset === 0} onClick={() => go(offset - limit)}>
        {text.common.previous}
      </button>
      <span>{text.common.range(Math.min(offset + 1, total), Math.min(offset + limit, total), total)}</span>
      <button type="button" class="button" disabled={offset + limit >= total} onClick={() => go(offset + limit)}>
        {text.common.next}
      </button>
    </nav>
  );
}
