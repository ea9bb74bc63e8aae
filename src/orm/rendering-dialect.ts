import { currentDialect } from "./current-dialect.ts";
import type { DialectName } from "./dialects/dialect-name.ts";

let rendering: DialectName | undefined;

/** The dialect that SQL is being written for at this moment; else that of the app's own database. */
export function renderingDialect(): DialectName {
  return rendering ?? currentDialect();
}

/** Writes SQL for one dialect: whatever asks for `renderingDialect()` within gets it. Not for promises. */
export function renderAs<T>(dialect: DialectName, write: () => T): T {
  const outer = rendering;
  rendering = dialect;
  try {
    return write();
  } finally {
    rendering = outer;
  }
}
