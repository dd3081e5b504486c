// An answer as a table that can be sorted by each of its columns.

import { useMemo, useState } from "preact/hooks";
import { useShell } from "../shell/context";
import { numberOf, type Term } from "./answer";
import { Cell } from "./cell";

const STEP = 200;

interface AnswerTableProps {
  columns: readonly string[];
  rows: readonly (readonly (Term | null)[])[];
}

export function AnswerTable({ columns, rows }: AnswerTableProps) {
  const { text, language } = useShell();
  const [order, setOrder] = useState<{ column: number; down: boolean } | null>(null);
  const [shown, setShown] = useState(STEP);
  const sorted = useMemo(() => {
    if (order === null) return rows;
    const collator = new Intl.Collator(language, { numeric: true });
    const sign = order.down ? -1 : 1;
    return [...rows].sort((a, b) => sign * compare(a[order.column], b[order.column], collator));
  }, [rows, order, language]);
  const numeric = columns.map((_, column) => rows.length > 0 && rows.every((row) => numberOf(row[column]) !== null));
  const sortBy = (column: number) => () =>
    setOrder((now) => ({ column, down: now?.column === column ? !now.down : false }));
  return (
    <>
      <div class="table-box" role="region" aria-label={text.query.results} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  class={numeric[index] ? "number" : undefined}
                  aria-sort={order?.column !== index ? undefined : order.down ? "descending" : "ascending"}
                >
                  <button type="button" onClick={sortBy(index)} title={text.query.sortBy(column)}>
                    {column}
                    <span aria-hidden="true" class="sort-mark">
                      {order?.column !== index ? "" : order.down ? " ↓" : " ↑"}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shown).map((row, index) => (
              <tr key={index}>
                {columns.map((column, at) => (
                  <td key={column} class={numeric[at] ? "number" : widthOf(row[at])}>
                    <Cell term={row[at]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < rows.length && (
        <p class="more-row">
          <button type="button" class="button" onClick={() => setShown(shown + STEP)}>
            {text.common.more} ({text.common.range(1, shown, rows.length)})
          </button>
        </p>
      )}
    </>
  );
}

/** Sentences need room, and days must not be broken. */
function widthOf(term: Term | null | undefined): string | undefined {
  if (!term || term.type !== "literal") return undefined;
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(term.value)) return "day";
  return term.value.length > 40 ? "long" : undefined;
}

/** Numbers by their value, all else by its words; what is lacking comes first. */
function compare(a: Term | null | undefined, b: Term | null | undefined, collator: Intl.Collator): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== null && right !== null) return left - right;
  return collator.compare(a?.value ?? "", b?.value ?? "");
}
