// Source is only read. The target knows how far it is (rx_switch), so that a switch may be interrupted anywhere and run again.
import { RxError } from "../../errors/rx-error.ts";
import type { DatabaseShape, TableShape } from "../introspect/database-shape.ts";
import { introspect } from "../introspect/introspect.ts";
import type { ModelInfo } from "../model-info.ts";
import { openDatabase } from "../open-database.ts";
import { withoutPassword } from "../parse-database-url.ts";
import { orderTables } from "../pull/order-tables.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { changedMeanings } from "./changed-meanings.ts";
import { fastenKeys, loosenKeys } from "./circular-keys.ts";
import type { CopyConnection } from "./copy-connection.ts";
import { copyTable } from "./copy-table.ts";
import { modelTable, type ModelTable } from "./model-table.ts";
import { moveCounter, readCounter } from "./move-counters.ts";
import { openCopyConnection } from "./open-copy-connection.ts";
import { PrecisionWatch } from "./precision-watch.ts";
import { quoted } from "./sql-text.ts";
import { SwitchState } from "./switch-state.ts";
import { sumTable, type TableSum } from "./verify-tables.ts";

/** From where to where. */
export interface SwitchOptions {
  readonly models: readonly ModelInfo[];
  /** Connection strings, as they can be opened from anywhere. The target has the app's tables already. */
  readonly source: string;
  readonly target: string;
  /** What is being done, and how much of all is done, from 0 to 1. */
  onProgress?(what: string, share: number): void;
}

/** What a switch has done. */
export interface SwitchReport {
  /** Every table with what it holds, on both sides. */
  readonly tables: readonly TableSum[];
  /** What means something else now, or was left behind, in words. */
  readonly remarks: readonly string[];
  /** Was an interrupted one gone on with? */
  readonly resumed: boolean;
}

/**
 * Copies the rows of all models to another database, in the order of their references, and reads both sides again to compare them.
 *
 * @throws RxError SWITCH_TARGET_FULL, SWITCH_OTHER_SOURCE, SWITCH_ROW_REFUSED, SWITCH_REFERENCES_BROKEN, SWITCH_DIFFERS.
 */
export async function switchDatabase(options: SwitchOptions): Promise<SwitchReport> {
  const source = await openDatabase(options.source);
  const target = await openCopyConnection(options.target);
  try {
    return await run(options, source, target);
  } finally {
    await target.close();
    await source.database.close();
  }
}

async function run(options: SwitchOptions, source: DatabaseHandle, target: CopyConnection): Promise<SwitchReport> {
  const state = new SwitchState(target);
  const shapes = [await introspect(source), await introspect(target)] as const;
  const tables = tablesOf(options.models, shapes[1], source, target);
  const resumed = await begin(options, { state, target, tables });
  await loosenKeys(target, shapes[1], state);
  const watch = new PrecisionWatch();
  const progress = await countRows(source, tables, options);
  for (const { from, to } of tables) {
    const shape = shapeOf(shapes[0], from);
    const copy = { source, from, shape, target, to, state, watch, onRows: progress.rowsOf(from.name) };
    await copyTable(copy);
    await moveCounter(target, to, await readCounter(source, from));
  }
  await fastenKeys(target, state);
  await refuseBrokenReferences(target);
  const sums = await compare(options, source, { tables, progress });
  const remarks = [...(await changedMeanings(target, shapes)), ...watch.lines, ...leftBehind(shapes[0], tables)];
  await state.end();
  return { tables: sums, remarks, resumed };
}

interface Pair {
  readonly from: ModelTable;
  readonly to: ModelTable;
}

/** The tables of all models, each after those that it refers to. */
function tablesOf(
  models: readonly ModelInfo[],
  shape: DatabaseShape,
  source: DatabaseHandle,
  target: CopyConnection,
): readonly Pair[] {
  const order = orderTables(shape.tables).map(({ name }) => name);
  return models
    .map((model) => ({ from: modelTable(model, source.dialect), to: modelTable(model, target.dialect) }))
    .toSorted((a, b) => order.indexOf(a.to.name) - order.indexOf(b.to.name));
}

function shapeOf(shape: DatabaseShape, { name }: ModelTable): TableShape {
  const found = shape.tables.find((table) => table.name === name);
  if (found) return found;
  throw new RxError("SWITCH_TABLE_MISSING", { table: name });
}

async function begin(
  { source }: SwitchOptions,
  {
    state,
    target,
    tables,
  }: { readonly state: SwitchState; readonly target: CopyConnection; readonly tables: readonly Pair[] },
): Promise<boolean> {
  const address = withoutPassword(source);
  const before = await state.source();
  if (before === address) return true;
  if (before !== undefined) throw new RxError("SWITCH_OTHER_SOURCE", { expected: before, found: address });
  for (const { to } of tables) {
    const [row] = await target.rows(`select 1 from ${quoted(to.name)} limit 1`);
    if (row) throw new RxError("SWITCH_TARGET_FULL", { table: to.name });
  }
  await state.begin(address);
  return false;
}

interface Counted {
  rowsOf(table: string): (rows: number) => void;
  reading(table: string): void;
}

/** Half of the way is the copy, the other half the comparison. */
async function countRows(source: DatabaseHandle, tables: readonly Pair[], options: SwitchOptions): Promise<Counted> {
  const counts = new Map<string, number>();
  for (const { from } of tables) {
    const [[count] = []] = await source.rows(`select count(*) from ${quoted(from.name)}`, []);
    counts.set(from.name, Number(count));
  }
  const all = Math.max(
    1,
    [...counts.values()].reduce((sum, count) => sum + count, 0),
  );
  const copied = new Map<string, number>();
  const done = (): number => [...copied.values()].reduce((sum, count) => sum + count, 0);
  return {
    rowsOf: (table) => (rows) => {
      copied.set(table, rows);
      options.onProgress?.(`${table} ${rows}/${counts.get(table)}`, Math.min(0.5, done() / all / 2));
    },
    reading: (table) =>
      options.onProgress?.(
        `comparing ${table}`,
        0.5 + tables.findIndex(({ from }) => from.name === table) / tables.length / 2,
      ),
  };
}

async function compare(
  { target }: SwitchOptions,
  source: DatabaseHandle,
  { tables, progress }: { readonly tables: readonly Pair[]; readonly progress: Counted },
): Promise<readonly TableSum[]> {
  const other = await openDatabase(target);
  try {
    const sums: TableSum[] = [];
    for (const { from, to } of tables) {
      progress.reading(from.name);
      const [expected, found] = [await sumTable(source, from), await sumTable(other, to)];
      if (expected.checksum !== found.checksum || expected.rows !== found.rows)
        throw new RxError("SWITCH_DIFFERS", {
          table: from.name,
          expected: `${expected.rows} rows with the sum ${expected.checksum}`,
          found: `${found.rows} with ${found.checksum}`,
        });
      sums.push(found);
    }
    return sums;
  } finally {
    await other.database.close();
  }
}

async function refuseBrokenReferences(target: CopyConnection): Promise<void> {
  if (target.dialect !== "sqlite") return;
  const broken = await target.rows("pragma foreign_key_check");
  const [first] = broken;
  if (first) throw new RxError("SWITCH_REFERENCES_BROKEN", { count: broken.length, table: String(first[0]) });
}

function leftBehind(shape: DatabaseShape, tables: readonly Pair[]): readonly string[] {
  return shape.tables.flatMap((table) => {
    const model = tables.find(({ from }) => from.name === table.name)?.from;
    if (!model) return [`left behind: table ${table.name}, which is in no model`];
    return table.columns
      .filter(({ name, generated }) => generated === undefined && !model.columns.some((column) => column.name === name))
      .map(({ name }) => `left behind: column ${table.name}.${name}, which is in no model`);
  });
}
