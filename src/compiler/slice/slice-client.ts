// What the browser gets: the default exports of pages and layout, and what they reach. A State is reached as its name alone.
import { RxError } from "../../errors/rx-error.ts";
import type { Problem } from "../problem.ts";
import type { StateFinder } from "../project/find-states.ts";
import type { Project } from "../project/project.ts";
import { packageRule } from "../project/server-only.ts";
import type { Module, Unit } from "../syntax/module.ts";
import { placeOf } from "../syntax/place-of.ts";
import { findServerSide, type ServerSide } from "./server-side.ts";
import type { SliceBuilder } from "./slice-builder.ts";
import { SliceSet } from "./slice-set.ts";
import type { Slice } from "./slice.ts";
import { describeTrail, type Trail } from "./trail.ts";

/** The browser half of a project. */
export interface ClientHalf {
  readonly slices: ReadonlyMap<string, Slice>;
  /** States that a file's default export reaches, through whatever components. */
  statesOf(file: string): ReadonlySet<Unit>;
}

/** Follows the default exports of these files; what may not be in a browser becomes a problem. */
export function sliceClient(
  project: Project,
  states: StateFinder,
  roots: readonly string[],
  problems: Problem[],
): ClientHalf {
  const closure = new Closure(project, states, problems);
  for (const file of roots) closure.demand(file, "default", undefined, undefined);
  closure.finish();
  return { slices: closure.slices, statesOf: (file) => closure.statesOf(file) };
}

/** What a unit or export leads to; walked to find the States of a page. */
interface Link {
  readonly next: Set<Link>;
  state?: Unit;
}

class Closure {
  readonly #slices: SliceSet;
  readonly #project: Project;
  readonly #states: StateFinder;
  readonly #serverSide: ServerSide;
  readonly #problems: Problem[];
  readonly #links = new Map<string, Link>();
  readonly #done = new Set<string>();

  constructor(project: Project, states: StateFinder, problems: Problem[]) {
    this.#project = project;
    this.#slices = new SliceSet(project);
    this.#states = states;
    this.#serverSide = findServerSide(project, states);
    this.#problems = problems;
  }

  get slices(): ReadonlyMap<string, Slice> {
    return this.#slices.byFile;
  }

  /** Asks a file for one of its exports, or for all (`*`). */
  demand(file: string, exported: string, trail: Trail | undefined, parent: Link | undefined): void {
    const slice = this.#slices.of(file);
    if (slice === undefined) return;
    const link = this.#link(file, `export ${exported}`);
    parent?.next.add(link);
    if (this.#done.has(`${file}\0export ${exported}`)) return;
    this.#done.add(`${file}\0export ${exported}`);
    const here = exported === "*" ? trail : { file, name: exported, from: trail };
    this.#slices.request(slice, exported, {
      exported: (name) => this.demand(file, name, trail, link),
      from: (source, imported, start) => this.#follow(slice.module, source, imported, start, here, link),
      local: (name) => this.#keep(slice, name, { file, name: exported, from: trail }, link),
    });
  }

  /** Side effects and loose statements, when everything that is used is known; they may keep more, so until nothing changes. */
  finish(): void {
    this.#slices.settle((slice) => {
      this.#sideEffects(slice);
      this.#statements(slice);
    });
  }

  statesOf(file: string): ReadonlySet<Unit> {
    const found = new Set<Unit>();
    const seen = new Set<Link>();
    const queue = [this.#link(file, "export default")];
    for (let link = queue.pop(); link !== undefined; link = queue.pop()) {
      if (seen.has(link)) continue;
      seen.add(link);
      if (link.state !== undefined) found.add(link.state);
      queue.push(...link.next);
    }
    return found;
  }

  #link(file: string, name: string): Link {
    const key = `${file}\0${name}`;
    let link = this.#links.get(key);
    if (link === undefined) this.#links.set(key, (link = { next: new Set() }));
    return link;
  }

  #keep(slice: SliceBuilder, name: string, trail: Trail, parent: Link): void {
    const { module } = slice;
    const binding = module.bindings.get(name);
    if (binding !== undefined) {
      const link = this.#link(module.file, `import ${name}`);
      parent.next.add(link);
      if (slice.bindings.has(name)) return;
      slice.bindings.add(name);
      this.#follow(module, binding.source, binding.imported, binding.start, trail, link);
      return;
    }
    const unit = module.unitOf.get(name);
    if (unit !== undefined) this.#keepUnit(slice, unit, trail, parent);
  }

  #keepUnit(slice: SliceBuilder, unit: Unit, trail: Trail, parent: Link): void {
    const { module } = slice;
    const link = this.#link(module.file, `unit ${unit.start}`);
    parent.next.add(link);
    if (slice.units.has(unit)) return;
    slice.units.add(unit);
    if (this.#states.isState(module, unit)) {
      link.state = unit;
      return;
    }
    for (const [name, offset] of unit.uses.names) {
      if (module.bindings.has(name) || module.unitOf.has(name)) {
        this.#keep(slice, name, trail.name === name ? trail : { file: module.file, name, from: trail }, link);
      } else if (name === "process") {
        const way = describeTrail(trail, "process");
        this.#problem(module, offset, new RxError("ENV_IN_BROWSER", { way }));
      }
    }
    for (const { source, start } of unit.uses.dynamicImports) this.#follow(module, source, "*", start, trail, link);
  }

  #follow(
    module: Module,
    source: string,
    imported: string,
    offset: number,
    trail: Trail | undefined,
    link: Link,
  ): void {
    const target = this.#project.resolve(module.file, source);
    if (target.type === "code") this.demand(target.file, imported, trail, link);
    else if (target.type === "missing") this.#problem(module, offset, new RxError("IMPORT_UNRESOLVED", { source }));
    else if (target.type === "package" && packageRule(source, imported).type === "refuse") {
      const found = imported === "*" || imported === "default" ? `"${source}"` : `\`${imported}\` of "${source}"`;
      const way = describeTrail(trail, `"${source}"`);
      this.#problem(module, offset, new RxError("SERVER_CODE_IN_BROWSER", { found, way }));
    }
  }

  #problem(module: Module, offset: number, error: RxError): void {
    this.#problems.push({ ...placeOf(module.file, module.text, offset), error });
  }

  #sideEffects(slice: SliceBuilder): void {
    const { module } = slice;
    for (const { source, bindings, start } of module.imports) {
      if (bindings.length > 0 || slice.sideEffects.has(source)) continue;
      const target = this.#project.resolve(module.file, source);
      const isStyle = /\.(css|scss|sass|less)$/.test(source);
      if (!isStyle && this.#serverSide.holdsServerCode(module)) continue;
      if (target.type === "package" && packageRule(source, undefined).type === "refuse") continue;
      if (target.type === "missing") this.#problem(module, start, new RxError("IMPORT_UNRESOLVED", { source }));
      if (target.type === "code") {
        const other = this.#project.module(target.file);
        if (other === undefined || this.#serverSide.runsOnServer(other)) continue;
        this.#slices.of(target.file);
      }
      slice.sideEffects.add(source);
    }
  }

  #statements(slice: SliceBuilder): void {
    const { module } = slice;
    const beside = this.#serverSide.holdsServerCode(module);
    for (const unit of module.units) {
      if (unit.kind !== "statement" || slice.units.has(unit) || this.#serverSide.unitReaches(module, unit)) continue;
      const names = [...unit.uses.names.keys()];
      if (names.includes("process")) continue;
      const isKept = (name: string): boolean => {
        const other = module.unitOf.get(name);
        return other === undefined
          ? slice.bindings.has(name)
          : slice.units.has(other) && !this.#states.isState(module, other);
      };
      // Beside a State a statement belongs to the browser only if it works on what the browser has anyway.
      const mayStay =
        !beside || (names.some(isKept) && names.every((name) => isKept(name) || !module.unitOf.has(name)));
      if (!mayStay) continue;
      const link = this.#link(module.file, "export default");
      this.#keepUnit(slice, unit, { file: module.file, name: "statement", from: undefined }, link);
    }
  }
}
