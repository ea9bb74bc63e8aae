import type { Node } from "oxc-parser";
import { boundNames } from "./bound-names.ts";

/** Names that these statements declare for the block they stand in: let, const, class, function, import. */
export function lexicalNames(statements: readonly Node[]): readonly string[] {
  return statements.flatMap((statement) => {
    if (statement.type === "VariableDeclaration") return statement.declarations.flatMap(({ id }) => boundNames(id));
    if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration") {
      return statement.id === null ? [] : [statement.id.name];
    }
    if (statement.type === "TSEnumDeclaration") return [statement.id.name];
    return [];
  });
}
