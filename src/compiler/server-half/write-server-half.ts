import { createHash } from "node:crypto";
import { basename, join, relative } from "node:path";
import { transformSync } from "oxc-transform";
import { RxError } from "../../errors/rx-error.ts";
import type { CompiledApp } from "../compile-app.ts";
import type { EmitCache } from "../emit/emit-cache.ts";
import { emitServer } from "../emit/emit-server.ts";
import { importPath } from "../emit/import-path.ts";
import { writtenPath } from "../emit/written-path.ts";
import { isModel } from "../project/is-model.ts";
import type { SourceTree } from "../project/source-tree.ts";
import type { FileWriter } from "../write/file-writer.ts";
import { hashModules, type ModuleText } from "./hash-modules.ts";

/** Files of modules that were transformed before, by the module's name, which changes with its content. */
export type TransformCache = Map<string, readonly (readonly [path: string, content: string])[]>;

/** What was written, by its hashes. */
export interface WrittenServerHalf {
  /** Of the whole: the same version is the same server half. */
  readonly version: string;
  /** Of the files that hold models, and of what they are made of. */
  readonly models: string;
}

/** What the server half is written with. */
export interface ServerHalfOptions {
  readonly tree: SourceTree;
  readonly writer: FileWriter;
  readonly transformed: TransformCache;
  readonly emitted: EmitCache<string>;
  /** Absolute path of the app. */
  readonly root: string;
  /** Absolute path of the folder that the writer writes. */
  readonly folder: string;
  /** Name of the build; in development the halves change under one name. */
  readonly build: string;
}

// Stands for a module of the app in its importers until all names are known.
const mark = "rx-server-half:";
const marks = /"rx-server-half:([^"]+)"/g;

/**
 * Writes `.rx/server`: every module under a name that changes with its content, and `index.mjs` that loads them all.
 */
export function writeServerHalf(app: CompiledApp, options: ServerHalfOptions): WrittenServerHalf {
  const { writer, build, transformed } = options;
  const modules = texts(app, options);
  const hashes = hashModules(modules);
  const nameOf = (file: string): string => moduleName(file, hashes.get(file) ?? "");
  for (const [file, { text }] of modules) {
    const name = nameOf(file);
    let files = transformed.get(name);
    if (files === undefined) {
      const linked = text.replace(marks, (_, other: string) => JSON.stringify(importPath(name, nameOf(other))));
      files = file.endsWith(".json") ? [[name, linked]] : transform(file, linked, name, options);
      transformed.set(name, files);
    }
    for (const [path, content] of files) writer.write(path, content);
  }
  const entries = [...modules.keys()].filter((file) => file !== app.seed && !file.endsWith(".json")).toSorted();
  const index = [
    ...entries.map((file, at) => `import * as m${at} from ${JSON.stringify(`./${nameOf(file)}`)};`),
    `export const modules = [${entries.map((_, at) => `m${at}`).join(", ")}];`,
    `export const build = ${JSON.stringify(build)};`,
    `export const pages = ${JSON.stringify(app.pages.map(({ route, states, title }) => ({ route, states, title })))};`,
    `export const seed = ${app.seed === undefined ? "undefined" : `() => import(${JSON.stringify(`./${nameOf(app.seed)}`)})`};`,
  ];
  const text = `${index.join("\n")}\n`;
  writer.write("index.mjs", text);
  const models = [...app.server.values()]
    .filter(({ module, units }) => [...units].some((unit) => isModel(module, unit)))
    .map(({ module }) => hashes.get(module.file) ?? "");
  return { version: digest(text), models: digest(models.toSorted().join()) };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function texts(app: CompiledApp, { tree, emitted }: ServerHalfOptions): ReadonlyMap<string, ModuleText> {
  const modules = new Map<string, ModuleText>();
  const { project, states, server: slices } = app;
  const context = { project, states, slices, sourceOf: (other: string) => mark + other };
  for (const [file, slice] of slices) {
    const text = emitted.of(slice, app.states, () => emitServer(slice, context).toString());
    modules.set(file, { text, imports: [...text.matchAll(marks)].map(([, other = ""]) => other) });
  }
  for (const { imports } of modules.values()) {
    for (const file of imports) {
      if (modules.has(file) || !file.endsWith(".json")) continue;
      modules.set(file, { text: `export default ${tree.text(file) ?? "null"};\n`, imports: [] });
    }
  }
  return modules;
}

/** `app/orders/[id].tsx` → `app/orders/_id_.1f3a….mjs`; the hash covers the path, so two files never meet. */
function moduleName(file: string, hash: string): string {
  return `${writtenPath(file)
    .replace(/\.[a-z]+$/, "")
    .replace(/[^\w./-]/g, "_")}.${hash}.mjs`;
}

function transform(
  file: string,
  text: string,
  name: string,
  { root, folder }: ServerHalfOptions,
): readonly (readonly [path: string, content: string])[] {
  const { code, map, errors } = transformSync(file, text, {
    sourceType: "module",
    sourcemap: true,
    jsx: { runtime: "automatic" },
    typescript: { onlyRemoveTypeImports: true },
  });
  const failure = errors.find(({ severity }) => severity === "Error");
  if (failure !== undefined) throw new RxError("SYNTAX_INVALID", { message: `${file}: ${failure.message}` });
  // Every line is where it was, so the map leads to the file of the app; its text is not repeated.
  const source = relative(join(folder, name, ".."), join(root, file));
  const sourceMap = JSON.stringify({ ...map, sources: [source], sourcesContent: undefined });
  return [
    [name, `${code}\n//# sourceMappingURL=${basename(name)}.map\n`],
    [`${name}.map`, sourceMap],
  ];
}
