import type { Node } from "oxc-parser";
import { childrenOf } from "../syntax/children-of.ts";

/** Is this markup? */
export function hasMarkup(node: Node): boolean {
  return node.type === "JSXElement" || node.type === "JSXFragment" || childrenOf(node).some(hasMarkup);
}
