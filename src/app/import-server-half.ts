import { pathToFileURL } from "node:url";
import { RxError } from "../errors/rx-error.ts";
import { stateRegistry, type RegisteredClass } from "../framework/state-registry.ts";
import { nameModels, renewModels } from "../orm/model-registry.ts";
import type { ServerManifest } from "./app.ts";

/** The server half of an app, loaded: its States and models are registered. */
export interface ServerHalf extends ServerManifest {
  /** Loads `app/seed.ts`, whose default export fills the database; undefined where the app has none. */
  readonly seed: (() => Promise<{ readonly default?: unknown }>) | undefined;
}

/**
 * Imports what the compiler wrote. States and models that are there already give way to those of the same name.
 *
 * @param path of `index.mjs`
 * @param version changes with the content: Node loads a file once for each
 * @throws RxError SERVER_HALF_UNREADABLE
 */
export async function importServerHalf(path: string, version: string): Promise<ServerHalf> {
  const url = `${pathToFileURL(path).href}?v=${version}`;
  stateRegistry.renew();
  renewModels();
  let loaded: Record<string, unknown>;
  try {
    loaded = await import(url);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RxError("SERVER_HALF_UNREADABLE", { reason }, { cause });
  }
  // The compiler wrote it, so it has this shape.
  const { modules, ...half } = loaded as unknown as WrittenIndex;
  for (const { __rxStates: states = [], ...exports } of modules) {
    nameModels(exports);
    for (const [Class, id] of states) stateRegistry.register(Class, id);
  }
  return half;
}

/** What the compiler writes into `index.mjs`. */
interface WrittenIndex extends ServerHalf {
  readonly modules: readonly {
    readonly __rxStates?: readonly (readonly [Class: RegisteredClass, id: string])[];
    readonly [name: string]: unknown;
  }[];
}
