import {
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  EventApiModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
} from "ag-grid-community";

let isDone = false;

/** Registers what the table uses of the grid, and nothing else: all of it would be 40 kB more on every page with a table. */
export function registerGridModules(): void {
  if (isDone) return;
  isDone = true;
  ModuleRegistry.registerModules([
    ClientSideRowModelModule,
    CellStyleModule,
    ClientSideRowModelApiModule,
    ColumnApiModule,
    ColumnAutoSizeModule,
    EventApiModule,
    RenderApiModule,
    RowApiModule,
    ScrollApiModule,
  ]);
}
