import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import type { CompiledApp } from "../compile-app.ts";
import { emitClient } from "../emit/emit-client.ts";
import { importPath } from "../emit/import-path.ts";
import type { Slice } from "../slice/slice.ts";
import { writtenPath } from "../emit/written-path.ts";
import { nextConfigText } from "./next-config-text.ts";
import { pageTexts } from "./page-texts.ts";
import { packagePath } from "./package-path.ts";
import { rootTexts } from "./root-texts.ts";
import type { WebOptions } from "./web-options.ts";
import { writeProblems } from "./write-problems.ts";

/** Writes `.rx/web`: a Next project whose `src` holds exactly what the browser may see. */
export function writeWeb(app: CompiledApp, options: WebOptions): void {
  const { writer } = options;
  writer.write("package.json", `${JSON.stringify({ private: true, type: "module" })}\n`);
  writer.write("next.config.mjs", nextConfigText(options));
  for (const [path, text] of rootTexts(app, options)) writer.write(path, text);
  for (const page of app.pages) for (const [path, text] of pageTexts(page, options)) writer.write(path, text);
  if (!app.pages.some(({ route }) => route === "/404")) writer.write("app/not-found.jsx", notFoundText(options));
  if (options.mode.type === "dev") writeProblems([], options);
  writeSources(app, options);
  copyPublic(options, "public");
  writer.prune(["app", "src", "public"]);
}

function writeSources(app: CompiledApp, options: WebOptions): void {
  const { writer, emitted, root, folder } = options;
  const up = relative(folder, root).split(sep).join("/");
  for (const [file, slice] of app.client) {
    const path = `src/${writtenPath(file)}`;
    writer.write(
      path,
      emitted.of(slice, app.states, () => sourceText(app, slice, up, options)),
    );
  }
}

function sourceText(app: CompiledApp, slice: Slice, up: string, { mode }: WebOptions): string {
  const { project, states, client: slices } = app;
  const { file } = slice.module;
  const result = emitClient(slice, { project, states, slices, toApp: `../${up}` });
  const text = result.toString();
  if (mode.type === "build") return text;
  // The map leads to the author's file; the text it carries is what is left of it, never what was removed.
  const source = importPath(`src/${writtenPath(file)}`, `${up}/${file}`);
  const map = result.generateMap({ hires: "boundary", source });
  const inline = Buffer.from(JSON.stringify({ ...map, sourcesContent: [text] })).toString("base64");
  return `${text}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`;
}

function copyPublic({ writer, root }: Pick<WebOptions, "writer" | "root">, folder: string): void {
  const path = join(root, folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = posix.join(folder, entry.name);
    if (entry.isDirectory()) copyPublic({ writer, root }, below);
    else writer.write(below, readFileSync(join(root, below)));
  }
}

function notFoundText(options: WebOptions): string {
  return `"use client";
import { NotFound } from ${JSON.stringify(packagePath(options, "app/not-found.jsx", "client/next/NotFound.js"))};

export default function RxNotFound() {
  return <NotFound />;
}
`;
}
