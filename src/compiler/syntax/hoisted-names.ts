import type { Node } from "oxc-parser";
import { boundNames } from "./bound-names.ts";
import { childrenOf } from "./children-of.ts";

/** Names that `var` lifts out of the blocks below a node, up to the next function. */
export function hoistedNames(node: Node): readonly string[] {
  if (isFunction(node) || node.type === "ClassDeclaration" || node.type === "ClassExpression") return [];
  const own =
    node.type === "VariableDeclaration" && node.kind === "var"
      ? node.declarations.flatMap(({ id }) => boundNames(id))
      : [];
  return [...own, ...childrenOf(node).flatMap(hoistedNames)];
}

function isFunction(node: Node): boolean {
  return (
    node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression"
  );
}
