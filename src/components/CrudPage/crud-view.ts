import { useMemo } from "react";
import type { RowsRef } from "../../client/rows-ref.ts";
import { useStateView } from "../../client/react/use-state-view.ts";
import { RxError } from "../../errors/rx-error.ts";
import type {
  CsvExport,
  CsvImport,
  FileTicket,
  RemovalPreview,
  RowSelection,
  UpdateOutcome,
} from "../../protocol/crud.ts";
import type { RowKey } from "../../protocol/rows.ts";
import type { Values } from "../ModelForm/draft.ts";

/** A State made by crud(), as a page has it and whatever its model is. */
export interface CrudView {
  /** Id of the State, and of its form. */
  readonly id: string;
  readonly rows: RowsRef;
  /** Gives the stored row. */
  create(row: Values): Promise<Values>;
  update(change: { readonly key: RowKey; readonly changes: Values; readonly was: Values }): Promise<UpdateOutcome>;
  /** Gives how many were changed. */
  bulkUpdate(change: RowSelection & { readonly changes: Values }): Promise<number>;
  previewRemove(rows: RowSelection): Promise<RemovalPreview>;
  /** Gives how many were deleted. */
  bulkRemove(rows: RowSelection): Promise<number>;
  exportCsv(what: CsvExport): Promise<FileTicket>;
  importCsv(how: CsvImport): Promise<FileTicket>;
}

type CrudEvents = Omit<CrudView, "id">;

/** A class that crud() made, or one that extends such a class. In the browser it carries its id only. */
export type CrudStateClass = (abstract new () => object) & { readonly model: unknown; readonly options: unknown };

/** The State of a crud class without the types of its model: forms and tables know columns by their descriptions. */
export function useCrudView(state: CrudStateClass): CrudView {
  const id: unknown = Reflect.get(state, "stateId");
  if (typeof id !== "string") throw new RxError("STATE_NOT_OPEN", { found: state.name });
  const view = useStateView(id) as CrudEvents; // as: the class was made by crud(), whose events and rows these are
  const { rows, create, update, bulkUpdate, previewRemove, bulkRemove, exportCsv, importCsv } = view;
  return useMemo(
    () => ({ id, rows, create, update, bulkUpdate, previewRemove, bulkRemove, exportCsv, importCsv }),
    [id, rows, create, update, bulkUpdate, previewRemove, bulkRemove, exportCsv, importCsv],
  );
}
