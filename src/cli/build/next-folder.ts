import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageFolder } from "../package-folder.ts";

/** Where the Next lies that the package depends on. */
export function nextFolder(): string {
  const require = createRequire(join(packageFolder, "package.json"));
  return dirname(realpathSync(require.resolve("next/package.json")));
}
