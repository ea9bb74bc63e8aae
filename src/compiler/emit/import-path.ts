import { posix } from "node:path";

/** An import from one path to another, both from the same folder: `./x.ts`, `../y/z.css`. */
export function importPath(from: string, to: string): string {
  // `relative` resolves both from where the process works and stops at the root: a path that leads out begins deep enough.
  const path = posix.relative(below(posix.dirname(from)), below(to));
  return path.startsWith(".") ? path : `./${path}`;
}

const deep = "/d".repeat(64);

function below(path: string): string {
  return posix.join(deep, path);
}
