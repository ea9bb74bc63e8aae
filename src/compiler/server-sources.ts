import { join } from "node:path";
import { compileApp } from "./compile-app.ts";
import { diskTree } from "./disk-tree.ts";
import { emitServer } from "./emit/emit-server.ts";
import type { Problem } from "./problem.ts";
import { isModel } from "./project/is-model.ts";
import { resolveImport } from "./project/resolve-import.ts";
import type { ModuleCache } from "./project/create-project.ts";

/** The server half of one file as source text, in TypeScript, each line where it was. */
export interface ServerSource {
  readonly text: string;
  /** Names of exported models. */
  readonly models: readonly string[];
  /** What is wrong with this file. */
  readonly problems: readonly Problem[];
}

/** Gives server halves file by file, to tools that load and watch files themselves. */
export class ServerSources {
  readonly #root: string;
  readonly #cache: ModuleCache = new Map();
  readonly #tree: ReturnType<typeof diskTree>;

  /** @param root absolute path of the app */
  constructor(root: string) {
    this.#root = root;
    this.#tree = diskTree(root);
  }

  /** The path of what an import leads to inside the app: `@/` is its folder. Undefined: nothing of the app. */
  resolve(from: string, source: string): string | undefined {
    const target = resolveImport(this.#tree, from, source);
    return target.type === "code" || target.type === "asset" ? target.file : undefined;
  }

  /** The server half of a file, by its path from the app's folder; undefined where it holds neither State nor model. */
  of(file: string): ServerSource | undefined {
    const app = compileApp(this.#tree, this.#cache, { keepExports: true });
    const problems = app.problems.filter((problem) => problem.file === file);
    const slice = app.server.get(file);
    if (slice === undefined) return problems.length === 0 ? undefined : { text: "", models: [], problems };
    const { module, units } = slice;
    const models = module.units.filter((unit) => isModel(module, unit));
    if (models.length === 0 && ![...units].some((unit) => app.states.has(unit))) return undefined;
    const { project, states, server: slices } = app;
    const sourceOf = (other: string): string => join(this.#root, other);
    const text = emitServer(slice, { project, states, slices, sourceOf }).toString();
    return { text, models: models.flatMap(({ names }) => names), problems };
  }
}
