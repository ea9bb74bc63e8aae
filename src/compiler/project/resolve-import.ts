import { posix } from "node:path";
import type { Target } from "./project.ts";
import type { SourceTree } from "./source-tree.ts";

const code = /\.[cm]?[jt]sx?$/;
const endings = [".ts", ".tsx", ".js", ".jsx", ".mts", ".mjs", "/index.ts", "/index.tsx", "/index.js", "/index.jsx"];

/** Where an import of a file leads: relative, `@/` from the app's folder, or a package. */
export function resolveImport(tree: SourceTree, from: string, source: string): Target {
  const path = pathOf(from, source);
  if (path === undefined) return { type: "package", name: source };
  for (const candidate of candidates(path)) {
    if (code.test(candidate) ? tree.text(candidate) !== undefined : tree.exists(candidate)) {
      return { type: code.test(candidate) ? "code" : "asset", file: candidate };
    }
  }
  return { type: "missing" };
}

function pathOf(from: string, source: string): string | undefined {
  if (source.startsWith("@/")) return posix.normalize(source.slice(2));
  if (source === "." || source === ".." || /^\.\.?\//.test(source)) return posix.join(posix.dirname(from), source);
  return undefined;
}

function candidates(path: string): readonly string[] {
  // Written for the compiled file: "./orders.js" is orders.ts.
  const asTyped = /\.[cm]?jsx?$/.test(path) ? [path.replace(/js(x?)$/, "ts$1"), path.replace(/jsx?$/, "tsx")] : [];
  const whole = /\.[a-z0-9]+$/i.test(path) ? [path, ...asTyped] : [];
  return [...whole, ...endings.map((ending) => posix.join(path + ending))];
}
