import type { Problem } from "../../compiler/problem.ts";

/** Tells on the terminal what cannot be compiled, a place that editors can jump to first. */
export function printProblems(problems: readonly Problem[]): void {
  for (const { file, line, column, error } of problems) {
    console.error(`${file}:${line}:${column}  ${error.message}\n  ${error.remedy}`);
  }
}
