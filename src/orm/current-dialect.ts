import type { DialectName } from "./dialects/dialect-name.ts";

let current: DialectName = "sqlite";

/** The dialect that models are tables of at the moment: that of the connection string. */
export function currentDialect(): DialectName {
  return current;
}

/** Says which database the models are tables of; before the app's own modules are loaded. */
export function setCurrentDialect(dialect: DialectName): void {
  current = dialect;
}
