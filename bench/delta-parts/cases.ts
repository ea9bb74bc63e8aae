/** The state of the bench: what each engine holds, plain or drafted or tracked. */
export interface BenchState {
  count: number;
  rows: Record<string, string | number>[];
}

/** One change, as a handler would write it. The step makes every change a new one. */
export interface Case {
  readonly name: string;
  /** Columns of a row. */
  readonly columns: number;
  /** The root var that holds what is changed: what whoever resends whole vars resends. */
  readonly root: (step: number) => string;
  change(state: BenchState & Record<string, unknown>, step: number): void;
}

const varCount = 100;

/** Name of one of the hundred vars. */
export const varName = (index: number): string => `v${index % varCount}`;

/** The changes of performance.md. */
export const cases: readonly Case[] = [
  {
    name: "counter",
    columns: 1,
    root: () => "count",
    change(state) {
      state.count += 1;
    },
  },
  {
    name: "append",
    columns: 1,
    root: () => "rows",
    change(state, step) {
      state.rows.push({ id: step, c1: `row ${step}` });
    },
  },
  {
    name: "cell",
    columns: 10,
    root: () => "rows",
    change(state, step) {
      const row = state.rows[(step * 7_919) % state.rows.length];
      if (row) row["c3"] = `changed ${step}`;
    },
  },
  {
    name: "one of 100 vars",
    columns: 1,
    root: (step) => varName(step * 37),
    change(state, step) {
      state[varName(step * 37)] = step;
    },
  },
];

/** A fresh state with so many rows. */
export function makeState(rowCount: number, columns: number): BenchState & Record<string, unknown> {
  const vars = Object.fromEntries(Array.from({ length: varCount }, (_, index) => [varName(index), 0]));
  return { ...vars, count: 0, rows: makeRows(rowCount, columns) };
}

/** Rows of text. */
export function makeRows(rowCount: number, columns: number): Record<string, string | number>[] {
  return Array.from({ length: rowCount }, (_, id) => {
    const cells = Array.from({ length: columns }, (__, column) => [`c${column + 1}`, `cell ${id}.${column}`]);
    return { id, ...Object.fromEntries(cells) };
  });
}
