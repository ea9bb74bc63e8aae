// What the server gets: every State and model with all that they reach; components, styles and React stay behind.
import { RxError } from "../../errors/rx-error.ts";
import type { Problem } from "../problem.ts";
import type { StateFinder } from "../project/find-states.ts";
import { isModel } from "../project/is-model.ts";
import type { Project } from "../project/project.ts";
import { packageRule } from "../project/server-only.ts";
import type { Module, Unit } from "../syntax/module.ts";
import { placeOf } from "../syntax/place-of.ts";
import { hasMarkup } from "./has-markup.ts";
import { reachesMarkup } from "./reaches-markup.ts";
import { findServerSide, type ServerSide } from "./server-side.ts";
import type { SliceBuilder } from "./slice-builder.ts";
import { SliceSet } from "./slice-set.ts";
import type { Slice } from "./slice.ts";

/** What is asked of the server half beside States and models. */
export interface ServerRoots {
  /** Files whose default export is asked for: the seed. */
  readonly defaults: readonly string[];
  /** Pages and layout: their loose statements belong to the browser unless they use the server. */
  readonly pages: ReadonlySet<string>;
  /** Files with States or models keep all exports but components and hooks, as tests want them. Default: false. */
  readonly keepExports?: boolean;
}

/** The server half of a project, by file. */
export function sliceServer(
  project: Project,
  states: StateFinder,
  roots: ServerRoots,
  problems: Problem[],
): ReadonlyMap<string, Slice> {
  const serverSide = findServerSide(project, states);
  const closure = new Closure(project, serverSide, roots.pages, problems);
  for (const file of project.files) {
    const module = project.module(file);
    for (const unit of module?.units ?? []) {
      if (module !== undefined && (states.isState(module, unit) || isModel(module, unit)))
        closure.keepUnit(module, unit);
    }
  }
  if (roots.keepExports) {
    for (const file of project.files) {
      const module = project.module(file);
      if (module !== undefined && serverSide.holdsServerCode(module)) closure.keepExports(module);
    }
  }
  for (const file of roots.defaults) closure.demand(file, "default");
  closure.finish();
  return closure.slices;
}

class Closure {
  readonly #slices: SliceSet;
  readonly #project: Project;
  readonly #serverSide: ServerSide;
  readonly #pages: ReadonlySet<string>;
  readonly #problems: Problem[];
  readonly #done = new Set<string>();

  constructor(project: Project, serverSide: ServerSide, pages: ReadonlySet<string>, problems: Problem[]) {
    this.#project = project;
    this.#slices = new SliceSet(project);
    this.#serverSide = serverSide;
    this.#pages = pages;
    this.#problems = problems;
  }

  get slices(): ReadonlyMap<string, Slice> {
    return this.#slices.byFile;
  }

  demand(file: string, exported: string): void {
    const slice = this.#slices.of(file);
    if (slice === undefined || this.#done.has(`${file}\0${exported}`)) return;
    this.#done.add(`${file}\0${exported}`);
    this.#slices.request(slice, exported, {
      exported: (name) => this.demand(file, name),
      from: (source, imported, start) => this.#follow(slice.module, source, imported, start),
      local: (name) => this.#keep(slice, name),
    });
  }

  keepExports(module: Module): void {
    for (const [exported, found] of module.exports) {
      const unit = found.type === "local" ? module.unitOf.get(found.name) : undefined;
      if (unit === undefined || !reachesMarkup(module, unit)) this.demand(module.file, exported);
    }
  }

  keepUnit(module: Module, unit: Unit): void {
    const slice = this.#slices.of(module.file);
    if (slice === undefined || slice.units.has(unit)) return;
    slice.units.add(unit);
    for (const name of unit.uses.names.keys()) this.#keep(slice, name);
    for (const { source, start } of unit.uses.dynamicImports) this.#follow(module, source, "*", start);
  }

  /** Loose statements and side effects of the files that are in; they may bring more. */
  finish(): void {
    this.#slices.settle((slice) => {
      this.#sideEffects(slice);
      this.#statements(slice);
    });
  }

  #keep(slice: SliceBuilder, name: string): void {
    const { module } = slice;
    const binding = module.bindings.get(name);
    if (binding === undefined) {
      const unit = module.unitOf.get(name);
      if (unit !== undefined) this.keepUnit(module, unit);
    } else if (!slice.bindings.has(name)) {
      slice.bindings.add(name);
      this.#follow(module, binding.source, binding.imported, binding.start);
    }
  }

  #follow(module: Module, source: string, imported: string, offset: number): void {
    const target = this.#project.resolve(module.file, source);
    const report = (error: RxError): void =>
      void this.#problems.push({ ...placeOf(module.file, module.text, offset), error });
    if (target.type === "code") this.demand(target.file, imported);
    else if (target.type === "missing") report(new RxError("IMPORT_UNRESOLVED", { source }));
    else if (target.type === "asset" && !target.file.endsWith(".json"))
      report(new RxError("ASSET_ON_SERVER", { source }));
  }

  #sideEffects(slice: SliceBuilder): void {
    const { module } = slice;
    const isPage = this.#pages.has(module.file);
    for (const { source, bindings } of module.imports) {
      if (bindings.length > 0 || slice.sideEffects.has(source)) continue;
      const target = this.#project.resolve(module.file, source);
      if (target.type === "package") {
        if (/\.(css|scss|sass|less)$/.test(source)) continue;
        if (!isPage || packageRule(source, undefined).type === "refuse") slice.sideEffects.add(source);
      } else if (target.type === "code") {
        const other = this.#project.module(target.file);
        if (other === undefined || (isPage && !this.#serverSide.runsOnServer(other))) continue;
        slice.sideEffects.add(source);
        this.#slices.of(target.file);
      }
    }
  }

  #statements(slice: SliceBuilder): void {
    const { module } = slice;
    const isPage = this.#pages.has(module.file);
    for (const unit of module.units) {
      if (unit.kind !== "statement" || slice.units.has(unit)) continue;
      if (isPage ? this.#serverSide.unitReaches(module, unit) : !worksOnComponent(slice, unit)) {
        this.keepUnit(module, unit);
      }
    }
  }
}

/** `Grid.displayName = "Grid"` must not bring a component along. */
function worksOnComponent({ module, units }: Slice, statement: Unit): boolean {
  return [...statement.uses.names.keys()].some((name) => {
    const unit = module.unitOf.get(name);
    return unit !== undefined && !units.has(unit) && hasMarkup(unit.node);
  });
}
