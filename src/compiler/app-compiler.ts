import { compileApp, type CompiledApp } from "./compile-app.ts";
import { diskTree } from "./disk-tree.ts";
import { EmitCache } from "./emit/emit-cache.ts";
import type { Problem } from "./problem.ts";
import type { ModuleCache } from "./project/create-project.ts";
import type { SourceTree } from "./project/source-tree.ts";
import { writeServerHalf, type TransformCache, type WrittenServerHalf } from "./server-half/write-server-half.ts";
import type { WebOptions } from "./web/web-options.ts";
import { writeProblems } from "./web/write-problems.ts";
import { writeWeb } from "./web/write-web.ts";
import { FileWriter } from "./write/file-writer.ts";

/** What an app is compiled with. */
export interface AppCompilerOptions extends Omit<WebOptions, "writer" | "emitted" | "folder"> {
  /** Absolute path of the folder for the server half. */
  readonly serverFolder: string;
  /** Absolute path of the folder for the Next project. */
  readonly webFolder: string;
}

/** Compiles one app again and again; what has not changed since the last time costs nothing. */
export class AppCompiler {
  readonly #options: AppCompilerOptions;
  readonly #tree: SourceTree;
  readonly #modules: ModuleCache = new Map();
  readonly #transformed: TransformCache = new Map();
  readonly #serverTexts = new EmitCache<string>();
  readonly #webTexts = new EmitCache<string>();
  readonly #server: FileWriter;
  readonly #web: FileWriter;

  constructor(options: AppCompilerOptions) {
    this.#options = options;
    this.#tree = diskTree(options.root);
    this.#server = new FileWriter(options.serverFolder);
    this.#web = new FileWriter(options.webFolder);
  }

  /** Slices the app as it is on disk now. Nothing is written; with problems nothing should be. */
  compile(): CompiledApp {
    const app = compileApp(this.#tree, this.#modules);
    this.#serverTexts.renew(app.project.files);
    this.#webTexts.renew(app.project.files);
    return app;
  }

  /** Writes the server half. */
  writeServer(app: CompiledApp): WrittenServerHalf {
    const { root, build, serverFolder: folder } = this.#options;
    const options = {
      tree: this.#tree,
      writer: this.#server,
      transformed: this.#transformed,
      emitted: this.#serverTexts,
      root,
      folder,
      build,
    };
    return writeServerHalf(app, options);
  }

  /** Deletes what earlier builds left in the server half's folder. Not while something runs that was loaded from there. */
  pruneServer(): void {
    this.#server.prune(["."]);
  }

  /** Writes the Next project. */
  writeWeb(app: CompiledApp): void {
    writeWeb(app, this.#webOptions());
  }

  /** Writes a Next project without pages: an app that has never compiled still shows why. */
  writeEmptyWeb(): void {
    writeWeb(compileApp({ files: () => [], text: () => undefined, exists: () => false }), this.#webOptions());
  }

  /** Tells the pages that are open in development what cannot be compiled; all else stays as it was. */
  writeProblems(problems: readonly Problem[]): void {
    writeProblems(problems, this.#webOptions());
  }

  #webOptions(): WebOptions {
    return { ...this.#options, writer: this.#web, emitted: this.#webTexts, folder: this.#options.webFolder };
  }
}
