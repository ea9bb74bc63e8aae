import { useSyncExternalStore } from "react";
import { besideOf } from "./beside-of.ts";
import type { RowKey } from "../../protocol/rows.ts";
import type { Table } from "../DataTable/table.ts";

/** The rows beside one that is open, in the order of its table. */
export interface BesideRows {
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  /** How the open row was come to from the one before; undefined: it was opened by itself. */
  readonly cameBy: 1 | -1 | undefined;
  readonly go: (by: 1 | -1) => void;
}

/** Follows a table: which rows are beside one of its rows now. */
export function useBeside(
  table: Table | undefined,
  key: RowKey | undefined,
  { cameBy, go }: Pick<BesideRows, "cameBy" | "go">,
): BesideRows {
  const has = (by: 1 | -1): boolean =>
    table !== undefined && key !== undefined && besideOf(table, key, by) !== undefined;
  const subscribe = table?.subscribe ?? never;
  const hasPrevious = useSyncExternalStore(subscribe, () => has(-1), nothing);
  const hasNext = useSyncExternalStore(subscribe, () => has(1), nothing);
  return { hasPrevious, hasNext, cameBy, go };
}

const never = (): (() => void) => () => {};
const nothing = (): boolean => false;
