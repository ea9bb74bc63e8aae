import type MagicString from "magic-string";
import type { Slice } from "../slice/slice.ts";
import type { ImportBinding, Unit } from "../syntax/module.ts";
import { importText } from "./import-text.ts";
import { keepRanges, type KeptRange } from "./keep-ranges.ts";
import { unitRanges } from "./unit-ranges.ts";

/** What differs between the halves when a slice is written. */
export interface SliceWriter {
  /** Where an import leads from the written file; `imported` is the name asked for, if one. */
  source(source: string, imported: string | undefined): string;
  /** Other text for a unit: of a variable its declarator, else the statement; undefined: as it is. */
  replace(unit: Unit, exported: boolean): string | undefined;
  /** Does this half hold anything of what the source leads to? */
  holds(source: string): boolean;
  /** Does an export of this name stay? */
  isExported(exported: string): boolean;
}

/** Writes what a half keeps of a file, each line where it was; exports by specifier come after the last line. */
export function emitSlice(slice: Slice, writer: SliceWriter): MagicString {
  const { module } = slice;
  const ranges: KeptRange[] = [...importRanges(slice, writer)];
  const names = exportedNames(slice, writer);
  const isExported = (unit: Unit): boolean => unit.names.some((name) => names.has(name));
  ranges.push(
    ...unitRanges(slice, {
      replace: (unit) => writer.replace(unit, isExported(unit)),
      isExported,
      inner: ({ uses }) =>
        uses.dynamicImports.map(({ source, start, end }) => ({
          start,
          end,
          text: JSON.stringify(writer.source(source, undefined)),
        })),
    }),
  );
  const result = keepRanges(module.text, ranges);
  for (const line of specifierExports(slice, writer)) result.append(`\n${line}`);
  return result;
}

function importRanges({ module, bindings, sideEffects }: Slice, writer: SliceWriter): readonly KeptRange[] {
  return module.imports.flatMap((statement): KeptRange[] => {
    const { start, end, source } = statement;
    if (statement.bindings.length === 0) {
      if (!sideEffects.has(source)) return [];
      return [{ start, end, text: `import ${JSON.stringify(writer.source(source, undefined))};` }];
    }
    const bySource = new Map<string, ImportBinding[]>();
    for (const binding of statement.bindings) {
      if (!bindings.has(binding.local)) continue;
      const to = writer.source(source, binding.imported);
      bySource.set(to, [...(bySource.get(to) ?? []), binding]);
    }
    if (bySource.size === 0) return [];
    return [{ start, end, text: [...bySource].map(([to, some]) => importText(some, to)).join(" ") }];
  });
}

/** Local names whose own `export` stays. */
function exportedNames({ module }: Slice, writer: SliceWriter): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [exported, found] of module.exports) {
    if (found.type === "local" && found.specifier === undefined && writer.isExported(exported)) names.add(found.name);
  }
  return names;
}

function specifierExports(slice: Slice, writer: SliceWriter): readonly string[] {
  const { module, units, bindings, requested } = slice;
  const lines: string[] = [];
  for (const [exported, found] of module.exports) {
    if (found.type === "from") {
      if (!requested.has(exported) && !requested.has("*")) continue;
      const to = JSON.stringify(writer.source(found.source, found.imported));
      lines.push(
        found.imported === "*"
          ? `export * as ${exported} from ${to};`
          : `export { ${pair(found.imported, exported)} } from ${to};`,
      );
    } else if (found.specifier !== undefined && writer.isExported(exported)) {
      const unit = module.unitOf.get(found.name);
      const isKept = unit === undefined ? bindings.has(found.name) : units.has(unit);
      if (isKept) lines.push(`export { ${pair(found.name, exported)} };`);
    }
  }
  const isStarNeeded = requested.has("*") || [...requested].some((name) => !module.exports.has(name));
  for (const { source } of module.stars) {
    if (isStarNeeded && writer.holds(source)) {
      lines.push(`export * from ${JSON.stringify(writer.source(source, undefined))};`);
    }
  }
  return lines;
}

function pair(from: string, to: string): string {
  return from === to ? from : `${from} as ${to}`;
}
