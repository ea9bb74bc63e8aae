import { fileURLToPath } from "node:url";

/** Where the package itself lies: its templates and its migrations are below. The same from `src/cli` and from `dist/cli`. */
export const packageFolder: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
