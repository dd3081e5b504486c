// A column of numbers as bars.

import { useState } from "preact/hooks";
import { Empty } from "../parts/states";
import { useShell } from "../shell/context";
import { formatNumber } from "../text/format";
import { numberOf, type Term } from "./answer";
import { Cell } from "./cell";

const SHOWN = 60;

interface ChartProps {
  columns: readonly string[];
  rows: readonly (readonly (Term | null)[])[];
}

export function Chart({ columns, rows }: ChartProps) {
  const { text, language } = useShell();
  const numbers = columns.map((_, index) => index).filter((index) => rows.some((row) => numberOf(row[index]) !== null));
  const names = columns.map((_, index) => index).filter((index) => !numbers.includes(index));
  const [label, setLabel] = useState(names[0] ?? 0);
  const [value, setValue] = useState(numbers[numbers.length - 1] ?? 0);
  if (numbers.length === 0) return <Empty>{text.query.noNumbers}</Empty>;
  const bars = sorted(
    rows.flatMap((row) => {
      const number = numberOf(row[value]);
      return number === null ? [] : [{ term: row[label], number }];
    }),
  );
  const shown = bars.slice(0, SHOWN);
  const most = Math.max(...shown.map((bar) => Math.abs(bar.number)), 0) || 1;
  return (
    <div>
      <div class="filters">
        <ColumnChoice label={text.query.labelColumn} columns={columns} value={label} onChange={setLabel} />
        <ColumnChoice label={text.query.valueColumn} columns={columns} value={value} onChange={setValue} among={numbers} />
      </div>
      {bars.length > shown.length && <p class="muted count">{text.query.bars(shown.length, bars.length)}</p>}
      <ul class="chart">
        {shown.map((bar, index) => (
          <li key={index}>
            <span class="chart-name">
              <Cell term={bar.term} />
            </span>
            <svg width="100%" height="14" aria-hidden="true">
              <rect class="bar" width={`${(Math.abs(bar.number) / most) * 100}%`} height="14" rx="2" />
            </svg>
            <span class="number">{formatNumber(bar.number, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Bar {
  term: Term | null | undefined;
  number: number;
}

/** Days and years stand in their order, all else by size. */
function sorted(bars: readonly Bar[]): Bar[] {
  const words = (bar: Bar) => bar.term?.value ?? "";
  const dated = bars.every((bar) => /^\d{4}(-\d{2}){0,2}$/.test(words(bar)));
  return [...bars].sort((a, b) => (dated ? words(a).localeCompare(words(b)) : b.number - a.number));
}

interface ColumnChoiceProps {
  label: string;
  columns: readonly string[];
  value: number;
  among?: readonly number[];
  onChange: (column: number) => void;
}

function ColumnChoice({ label, columns, value, among, onChange }: ColumnChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={String(value)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {columns.map((column, index) =>
          among === undefined || among.includes(index) ? (
            <option key={column} value={index}>
              {column}
            </option>
          ) : null,
        )}
      </select>
    </label>
  );
}
