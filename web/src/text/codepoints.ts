// The server counts in Unicode code points, JavaScript in UTF-16 units.

export class CodePoints {
  /** Index in UTF-16 units of each code point, and of the end; null where both counts agree. */
  private readonly starts: readonly number[] | null;
  readonly length: number;

  constructor(private readonly text: string) {
    if (!/[\ud800-\udfff]/.test(text)) {
      this.starts = null;
      this.length = text.length;
      return;
    }
    const starts: number[] = [];
    let at = 0;
    for (const point of text) {
      starts.push(at);
      at += point.length;
    }
    starts.push(at);
    this.starts = starts;
    this.length = starts.length - 1;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  private unit(point: number): number {
    const inside = Math.min(Math.max(point, 0), this.length);
    return this.starts === null ? inside : (this.starts[inside] ?? this.text.length);
  }
}
