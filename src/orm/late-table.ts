import type { Table } from "drizzle-orm";
import { currentDialect } from "./current-dialect.ts";
import type { DialectName } from "./dialects/dialect-name.ts";
import type { ModelInfo } from "./model-info.ts";

/** A column named by its model before any table is made. */
export interface ColumnPlace {
  readonly model: ModelInfo;
  readonly key: string;
}

const placeKey = Symbol("place");
let capturing = false;

/**
 * What an app holds as its model: at each touch the real table of the current dialect, so that models may be imported before the
 * connection string is known, may point at each other, and one process may hold several dialects.
 */
export function createLateTable(model: ModelInfo, tableFor: (model: ModelInfo, dialect: DialectName) => Table): Table {
  const real = (): Table => tableFor(model, currentDialect());
  const handler: ProxyHandler<object> = {
    get: (_, key) =>
      capturing && typeof key === "string" && model.columns.has(key)
        ? { [placeKey]: { model, key } satisfies ColumnPlace }
        : Reflect.get(real(), key),
    has: (_, key) => Reflect.has(real(), key),
    set: (_, key, value) => Reflect.set(real(), key, value),
    getPrototypeOf: () => Reflect.getPrototypeOf(real()),
    ownKeys: () => Reflect.ownKeys(real()),
    getOwnPropertyDescriptor: (_, key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(real(), key);
      // A proxy may not call a property fixed that its own target does not have.
      return descriptor && { ...descriptor, configurable: true };
    },
    defineProperty: (_, key, descriptor) => Reflect.defineProperty(real(), key, descriptor),
  };
  return new Proxy({}, handler) as Table; // as: every trap answers with the real table
}

/** Where a reference points to, without making the other table: two models may point at each other. */
export function placeOf<C extends object>(target: () => C): ColumnPlace | C {
  capturing = true;
  try {
    const found: C = target();
    const place: unknown = Reflect.get(found, placeKey);
    return place === undefined ? found : (place as ColumnPlace); // as: only the trap above sets it
  } finally {
    capturing = false;
  }
}
