import type { Slice } from "../slice/slice.ts";
import type { Unit } from "../syntax/module.ts";
import type { KeptRange } from "./keep-ranges.ts";

/** How a half writes its units. */
export interface UnitWriter {
  /** Other text for a unit: what replaces its declarator or its whole statement; undefined: as it is. */
  replace(unit: Unit): string | undefined;
  /** Does its `export` stay? */
  isExported(unit: Unit): boolean;
  /** Literals inside the unit that are written anew: sources of `import("…")`. */
  inner(unit: Unit): readonly KeptRange[];
}

/** The ranges that stay of a file's units; variables of one statement are kept one by one. */
export function unitRanges({ module, units }: Slice, writer: UnitWriter): readonly KeptRange[] {
  const ranges: KeptRange[] = [];
  const statements = new Map<number, Unit[]>();
  for (const unit of module.units) {
    if (!units.has(unit)) continue;
    if (unit.kind !== "variable") ranges.push(...wholeUnit(unit, writer));
    else statements.set(unit.statement.start, [...(statements.get(unit.statement.start) ?? []), unit]);
  }
  for (const kept of statements.values()) ranges.push(...variables(module.units, kept, writer));
  return ranges;
}

function wholeUnit(unit: Unit, writer: UnitWriter): readonly KeptRange[] {
  const text = writer.replace(unit);
  if (text !== undefined) return [{ start: unit.start, end: unit.end, text }];
  const start = writer.isExported(unit) ? unit.start : unit.bare;
  return split(start, unit.end, writer.inner(unit));
}

function variables(all: readonly Unit[], kept: readonly Unit[], writer: UnitWriter): readonly KeptRange[] {
  const [first] = kept;
  if (first === undefined) return [];
  const { statement, bare } = first;
  const siblings = all.filter((unit) => unit.kind === "variable" && unit.statement.start === statement.start);
  let before = siblings[0]?.start ?? bare;
  const start = kept.some((unit) => writer.isExported(unit)) ? statement.start : bare;
  const ranges: KeptRange[] = [{ start, end: before }];
  for (const unit of kept) {
    // The comma between two that stay goes where the removed text was.
    if (unit !== first) ranges.push({ start: before, end: unit.start, text: ", " });
    const replaced = writer.replace(unit);
    if (replaced === undefined) ranges.push(...split(unit.start, unit.end, writer.inner(unit)));
    else ranges.push({ start: unit.start, end: unit.end, text: replaced });
    before = unit.end;
  }
  ranges.push({ start: Math.max(before, siblings.at(-1)?.end ?? before), end: statement.end });
  return ranges;
}

function split(start: number, end: number, inner: readonly KeptRange[]): readonly KeptRange[] {
  const ranges: KeptRange[] = [];
  let at = start;
  for (const range of inner.toSorted((a, b) => a.start - b.start)) {
    if (range.start > at) ranges.push({ start: at, end: range.start });
    ranges.push(range);
    at = range.end;
  }
  if (at < end) ranges.push({ start: at, end });
  return ranges;
}
