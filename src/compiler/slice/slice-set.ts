import type { Project } from "../project/project.ts";
import { SliceBuilder } from "./slice-builder.ts";
import { starsFor } from "./stars-for.ts";

/** Where an export leads. */
export interface ExportVisitor {
  /** Another export of the same file: all were asked for. */
  exported(name: string): void;
  /** What stands in another file, `*` for all of it. */
  from(source: string, imported: string, offset: number): void;
  /** A name of the file itself. */
  local(name: string): void;
}

/** The slices of one half of an app, which grow as more is reached. */
export class SliceSet {
  readonly byFile = new Map<string, SliceBuilder>();
  readonly #project: Project;

  constructor(project: Project) {
    this.#project = project;
  }

  /** The slice of a file; undefined where that is no code of the app. */
  of(file: string): SliceBuilder | undefined {
    const known = this.byFile.get(file);
    if (known !== undefined) return known;
    const module = this.#project.module(file);
    if (module === undefined) return undefined;
    const slice = new SliceBuilder(module);
    this.byFile.set(file, slice);
    return slice;
  }

  /** Notes that a file is asked for one of its exports, or for all (`*`), and says where that leads. */
  request(slice: SliceBuilder, exported: string, visit: ExportVisitor): void {
    const { module } = slice;
    if (exported === "*") {
      for (const name of module.exports.keys()) visit.exported(name);
      for (const star of module.stars) visit.from(star.source, "*", star.start);
      slice.requested.add("*");
      return;
    }
    const found = module.exports.get(exported);
    if (found === undefined) {
      for (const star of starsFor(this.#project, module, exported)) {
        slice.requested.add(exported);
        visit.from(star.source, exported, star.start);
      }
      return;
    }
    slice.requested.add(exported);
    if (found.type === "from") visit.from(found.source, found.imported, found.start);
    else visit.local(found.name);
  }

  /** Looks at every slice until none grows any more. */
  settle(look: (slice: SliceBuilder) => void): void {
    let size = -1;
    while (size !== this.#size()) {
      size = this.#size();
      for (const slice of this.byFile.values()) look(slice);
    }
  }

  #size(): number {
    let size = this.byFile.size;
    for (const { units, bindings, sideEffects } of this.byFile.values()) {
      size += units.size + bindings.size + sideEffects.size;
    }
    return size;
  }
}
