import type { DeclaredState } from "../project/list-states.ts";
import type { Slice } from "../slice/slice.ts";
import type { Module, Unit } from "../syntax/module.ts";

/** What was written of files before: a file of the same text of which the same is kept is not written anew. */
export class EmitCache<Result> {
  readonly #results = new WeakMap<Module, { readonly key: string; readonly result: Result }>();
  #files = "";

  /** Files came or went: imports may lead elsewhere. */
  renew(files: readonly string[]): void {
    const list = files.join("\n");
    if (list !== this.#files) this.#files = list;
  }

  /** What was made of the slice before, or what `make` makes of it now. */
  of(slice: Slice, states: ReadonlyMap<Unit, DeclaredState>, make: () => Result): Result {
    const { module, requested, units, bindings, sideEffects } = slice;
    const kept = [...units].map((unit) => {
      const state = states.get(unit);
      return [unit.start, state?.id, state?.abstract];
    });
    const key = JSON.stringify([this.#files, [...requested], kept, [...bindings], [...sideEffects]]);
    const known = this.#results.get(module);
    if (known?.key === key) return known.result;
    const result = make();
    this.#results.set(module, { key, result });
    return result;
  }
}
