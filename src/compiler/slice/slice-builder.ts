import type { Module, Unit } from "../syntax/module.ts";
import type { Slice } from "./slice.ts";

/** A slice while it grows. */
export class SliceBuilder implements Slice {
  readonly module: Module;
  readonly requested = new Set<string>();
  readonly units = new Set<Unit>();
  readonly bindings = new Set<string>();
  readonly sideEffects = new Set<string>();

  constructor(module: Module) {
    this.module = module;
  }
}
