import { RxError } from "../errors/rx-error.ts";
import type { ModelInfo } from "./model-info.ts";

const byName = new Map<string, ModelInfo>();
let replaceable = false;

/** Every model of the process, in the order in which they were written. */
export function models(): readonly ModelInfo[] {
  return [...byName.values()];
}

/** The model of a table by its name in the database. */
export function modelByName(table: string): ModelInfo | undefined {
  return byName.get(table);
}

/** Adds a model. Throws MODEL_DUPLICATE for a second one of the same table, unless models may be redefined. */
export function addModel(model: ModelInfo): void {
  if (byName.has(model.name) && !replaceable) throw new RxError("MODEL_DUPLICATE", { table: model.name });
  byName.set(model.name, model);
}

/** In development a changed file is loaded again, and its models take the place of those before. */
export function allowRedefinedModels(allowed: boolean): void {
  replaceable = allowed;
}

/** Tells models the names under which a module exports them, for relations. */
export function nameModels(exports: Readonly<Record<string, unknown>>): void {
  for (const model of byName.values())
    for (const [name, value] of Object.entries(exports)) if (value === model.proxy) model.exportName = name;
}
