import { join } from "node:path";
import { compileApp, type CompiledApp } from "./compile-app.ts";
import { diskTree } from "./disk-tree.ts";
import type { Problem } from "./problem.ts";
import type { ModuleCache } from "./project/create-project.ts";
import type { SourceTree } from "./project/source-tree.ts";
import { writeServerHalf, type TransformCache } from "./server-half/write-server-half.ts";
import type { WebOptions } from "./web/web-options.ts";
import { writeProblems } from "./web/write-problems.ts";
import { writeWeb } from "./web/write-web.ts";
import { FileWriter } from "./write/file-writer.ts";

/** What an app is compiled with. */
export interface AppCompilerOptions extends Omit<WebOptions, "writer" | "folder"> {
  /** Absolute path of the folder for the server half. */
  readonly serverFolder: string;
}

/** Compiles one app again and again; what has not changed since the last time costs nothing. */
export class AppCompiler {
  readonly #options: AppCompilerOptions;
  readonly #tree: SourceTree;
  readonly #modules: ModuleCache = new Map();
  readonly #transformed: TransformCache = new Map();
  readonly #server: FileWriter;
  readonly #web: FileWriter;

  constructor(options: AppCompilerOptions) {
    this.#options = options;
    this.#tree = diskTree(options.root);
    this.#server = new FileWriter(options.serverFolder);
    this.#web = new FileWriter(join(options.root, ".rx", "web"));
  }

  /** Slices the app as it is on disk now. Nothing is written; with problems nothing should be. */
  compile(): CompiledApp {
    return compileApp(this.#tree, this.#modules);
  }

  /** Writes the server half. Returns its hash: the same hash is the same server half. */
  writeServer(app: CompiledApp): string {
    const { root, build, serverFolder: folder } = this.#options;
    const options = { tree: this.#tree, writer: this.#server, transformed: this.#transformed, root, folder, build };
    return writeServerHalf(app, options);
  }

  /** Deletes what earlier builds left in the server half's folder. Not while something runs that was loaded from there. */
  pruneServer(): void {
    this.#server.prune(["."]);
  }

  /** Writes `.rx/web`. */
  writeWeb(app: CompiledApp): void {
    writeWeb(app, this.#webOptions());
  }

  /** Tells the pages that are open in development what cannot be compiled; all else stays as it was. */
  writeProblems(problems: readonly Problem[]): void {
    writeProblems(problems, this.#webOptions());
  }

  #webOptions(): WebOptions {
    return { ...this.#options, writer: this.#web, folder: join(this.#options.root, ".rx", "web") };
  }
}
