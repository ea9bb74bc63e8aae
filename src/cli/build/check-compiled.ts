import { RxError } from "../../errors/rx-error.ts";
import type { CompiledApp } from "../../compiler/compile-app.ts";

/**
 * Ends a command where the app does not compile.
 *
 * @throws RxError COMPILE_FAILED with a line for each problem.
 */
export function checkCompiled({ problems }: CompiledApp): void {
  if (problems.length === 0) return;
  const list = problems.map(
    ({ file, line, column, error }) => `  ${file}:${line}:${column}  ${error.message}\n    ${error.remedy}`,
  );
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  throw new RxError("COMPILE_FAILED", { count, list: list.join("\n") });
}
