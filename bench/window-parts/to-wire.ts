/** Rows of the joined orders as a page of the wire; `toTime` makes milliseconds of what the driver gives for a time. */
export function toWire(shown: readonly (readonly unknown[])[], toTime: (at: unknown) => unknown): string {
  const cells = [
    shown.map((row) => row[0]),
    shown.map((row) => [row[1], row[2]]),
    shown.map((row) => toTime(row[3])),
    shown.map((row) => row[4]),
    shown.map((row) => Number(row[5]).toFixed(2)),
    shown.map((row) => row[6]),
  ];
  const block = { b: 1, v: 0, rows: { keys: cells[0], cells } };
  return JSON.stringify({
    t: "rows",
    type: "page",
    id: 1,
    view: 1,
    r: 1,
    q: 1,
    total: null,
    first: null,
    blocks: [block],
  });
}
