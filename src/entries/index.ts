export { crud } from "../crud/crud.ts";
export { RxError } from "../errors/rx-error.ts";
export { defineConfig, type Config } from "../app/define-config.ts";
export { bindable } from "../framework/bindable.ts";
export { event } from "../framework/event.ts";
export { reject } from "../framework/reject.ts";
export { State } from "../framework/state.ts";
export { url } from "../framework/url.ts";
export { all } from "../orm/window/all.ts";
export { first, type ReadOptions } from "../orm/window/first.ts";
export { rows } from "../orm/window/rows.ts";
export type { RowsOptions } from "../orm/window/rows-options.ts";
export type { RowsOptionsOf } from "../orm/window/rows-options-of.ts";
export { invalidate } from "../orm/invalidate.ts";

export type {
  AnyCrudClass,
  CreateRow,
  CrudClass,
  CrudState,
  RowChange,
  StoredRow,
  UpdateRow,
} from "../crud/crud-class.ts";
export type { ChildOptions } from "../crud/children.ts";
export type { ChildVars, ColumnName, CreateInput, CrudOptions, ShownRow, UpdateInput } from "../crud/crud-options.ts";
export type { Browser, ToastKind } from "../framework/browser.ts";
export type { Bindable, Marked } from "../framework/types/bindable.ts";
export type { Plain } from "../framework/types/plain.ts";
export type { CellsOf, HandleOf, NestedRows, RowOf, Rows, RowsVar } from "../framework/types/rows.ts";
export type { Given, Initial, InputOf, OutputOf, RoundTrip, Schema } from "../framework/types/schema.ts";
export type {
  EventContext,
  EventFunction,
  EventKind,
  EventMaker,
  ServerEvent,
} from "../framework/types/server-event.ts";
export type { OtherState, PageLoad, ReadonlyView, StateClass, StateScope } from "../framework/types/state-class.ts";
export type { Flat } from "../framework/types/type-tests.ts";
export type { Decimal, DecimalMark } from "../orm/decimal.ts";
export type {
  ChildEvents,
  CsvDelimiter,
  CsvExport,
  CsvImport,
  CsvTarget,
  FileTicket,
  RelatedCount,
  RemovalPreview,
  RowSelection,
  ShownRows,
  UpdateOutcome,
} from "../protocol/crud.ts";
