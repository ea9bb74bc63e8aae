import { is, Table } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import type { ModelInfo } from "./model-info.ts";

interface Entry {
  readonly model: ModelInfo;
  /** The load in which it was written. */
  readonly load: number;
}

const byName = new Map<string, Entry>();
const byProxy = new WeakMap<object, ModelInfo>();
let load = 0;
let natives: Table[] = [];

/** Every model of the process, in the order in which they were written. */
export function models(): readonly ModelInfo[] {
  return [...byName.values()].map(({ model }) => model);
}

/** The model of a table by its name in the database. */
export function modelByName(table: string): ModelInfo | undefined {
  return byName.get(table)?.model;
}

/** Tables that the app exports and that are no models: written with Drizzle's own functions. */
export function nativeTables(): readonly Table[] {
  return natives;
}

/** Adds a model. Throws MODEL_DUPLICATE for a second one of the same table in one load of the app. */
export function addModel(model: ModelInfo): void {
  if (byName.get(model.name)?.load === load) throw new RxError("MODEL_DUPLICATE", { table: model.name });
  byName.set(model.name, { model, load });
  byProxy.set(model.proxy, model);
}

/** The app is about to be loaded again: models that are there already give way to those of the same table. */
export function renewModels(): void {
  load += 1;
  natives = [];
}

/**
 * Tells models the names under which a module exports them, for relations; and makes them the current ones of their tables: a file
 * that was changed back is not run again.
 */
export function nameModels(exports: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(exports)) {
    const model = typeof value === "object" && value !== null ? byProxy.get(value) : undefined;
    // A model's stand-in looks like a table, too.
    if (!model && is(value, Table)) natives.push(value);
    if (!model) continue;
    model.exportName = name;
    byName.set(model.name, { model, load });
  }
}
