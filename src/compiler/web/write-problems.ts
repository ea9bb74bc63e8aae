import type { Problem } from "../problem.ts";
import type { WebOptions } from "./web-options.ts";

/** In development: what cannot be compiled, for the overlay. Everything else stays as it was. */
export function writeProblems(problems: readonly Problem[], { writer }: Pick<WebOptions, "writer">): void {
  const shown = problems.map(({ file, line, column, error }) => ({
    at: `${file}:${line}:${column}`,
    message: error.message,
    remedy: error.remedy,
  }));
  writer.write("app/problems.js", `export const problems = ${JSON.stringify(shown, undefined, 2)};\n`);
}
