import type MagicString from "magic-string";
import type { DeclaredState } from "../project/list-states.ts";
import type { Project } from "../project/project.ts";
import type { Slice } from "../slice/slice.ts";
import type { Unit } from "../syntax/module.ts";
import { emitSlice } from "./emit-slice.ts";

/** What the server half is written from. */
export interface ServerContext {
  readonly project: Project;
  readonly states: ReadonlyMap<Unit, DeclaredState>;
  readonly slices: ReadonlyMap<string, Slice>;
  /** How a written file names another file of the app. */
  sourceOf(file: string): string;
}

/** Writes the server half of one file: States and models as they are, registered under their ids, each line where it was. */
export function emitServer(slice: Slice, context: ServerContext): MagicString {
  const { module, units } = slice;
  const result = emitSlice(slice, {
    source: (written) => {
      const target = context.project.resolve(module.file, written);
      return target.type === "code" || target.type === "asset" ? context.sourceOf(target.file) : written;
    },
    replace: () => undefined,
    isExported: () => true,
    holds: (written) => {
      const target = context.project.resolve(module.file, written);
      return target.type !== "code" || context.slices.has(target.file);
    },
  });
  const declared = module.units.flatMap((unit) => {
    const state = units.has(unit) ? context.states.get(unit) : undefined;
    return state === undefined || state.abstract
      ? []
      : [[unit.names[0] ?? state.id, JSON.stringify(state.id)] as const];
  });
  // What a component adds at the end of its file must not change the server half.
  result.trimEnd();
  if (declared.length > 0) {
    result.prepend('import { register as __rxRegister } from "rowx/internal"; ');
    for (const [name, id] of declared) result.append(`\n__rxRegister(${name}, ${id});`);
    // A file that was changed back is not run again: who loads the half registers by this list.
    result.append(`\nexport const __rxStates = [${declared.map(([name, id]) => `[${name}, ${id}]`).join(", ")}];\n`);
  }
  return result;
}
