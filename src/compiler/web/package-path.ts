import { dirname, join, relative, sep } from "node:path";
import type { WebOptions } from "./web-options.ts";

/**
 * How a generated file imports a file of the package that no entry exports: the glue between router and client is for
 * generated code only. The same file as what the entries lead to, so there is one instance of it.
 */
export function packagePath({ folder, packageFolder }: WebOptions, from: string, path: string): string {
  const to = relative(join(folder, dirname(from)), join(packageFolder, "dist", path));
  return to.split(sep).join("/");
}
