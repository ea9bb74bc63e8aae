import type { Module, Unit } from "../syntax/module.ts";

/** What one half keeps of a file. */
export interface Slice {
  readonly module: Module;
  /** Names that other files, the router or the server ask of this file. */
  readonly requested: ReadonlySet<string>;
  readonly units: ReadonlySet<Unit>;
  /** Local names of imports that something kept uses. */
  readonly bindings: ReadonlySet<string>;
  /** Sources that are imported for what they do. */
  readonly sideEffects: ReadonlySet<string>;
}
