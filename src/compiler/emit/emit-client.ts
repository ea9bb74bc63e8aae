import type MagicString from "magic-string";
import type { DeclaredState } from "../project/list-states.ts";
import type { Project } from "../project/project.ts";
import { packageRule } from "../project/server-only.ts";
import type { Slice } from "../slice/slice.ts";
import type { Unit } from "../syntax/module.ts";
import { emitSlice } from "./emit-slice.ts";
import { importPath } from "./import-path.ts";
import { writtenPath } from "./written-path.ts";

/** What the browser half is written from. */
export interface ClientContext {
  readonly project: Project;
  readonly states: ReadonlyMap<Unit, DeclaredState>;
  readonly slices: ReadonlyMap<string, Slice>;
  /** Way from the folder of the written tree to the app's folder, for styles and pictures: `../../..`. */
  readonly toApp: string;
}

/** Writes the browser half of one file: components as they are, each State as its name. */
export function emitClient(slice: Slice, context: ClientContext): MagicString {
  const { module, requested } = slice;
  const here = writtenPath(module.file);
  let hasStub = false;

  const replace = (unit: Unit, exported: boolean): string | undefined => {
    const state = context.states.get(unit);
    if (state === undefined) return undefined;
    hasStub = true;
    const name = unit.names[0] ?? state.id;
    const stub = `${name} = __rxStub(${JSON.stringify(state.id)})`;
    if (unit.kind === "variable") return stub;
    const found = module.exports.get("default");
    const isDefault = found?.type === "local" && found.specifier === undefined && found.name === name;
    if (isDefault) return exported ? `const ${stub}; export default ${name};` : `const ${stub};`;
    return exported ? `export const ${stub};` : `const ${stub};`;
  };

  const source = (written: string, imported: string | undefined): string => {
    const target = context.project.resolve(module.file, written);
    if (target.type === "code") return importPath(here, writtenPath(target.file));
    if (target.type === "asset") return importPath(here, `${context.toApp}/${target.file}`);
    const rule = packageRule(written, imported);
    return rule.type === "rewrite" ? rule.to : written;
  };

  const result = emitSlice(slice, {
    source,
    replace,
    isExported: (name) => requested.has(name) || requested.has("*"),
    holds: (written) => {
      const target = context.project.resolve(module.file, written);
      return target.type === "code" ? context.slices.has(target.file) : packageRule(written, "*").type === "keep";
    },
  });
  if (hasStub) result.prepend('import { stub as __rxStub } from "rowx/internal"; ');
  return result;
}
