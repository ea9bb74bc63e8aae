import type { ArrayNode } from "./array-node.ts";

const nodes = new WeakMap<object, ArrayNode>();

/** Remembers whose proxy of an array this is. */
export function rememberArrayNode(proxy: object, node: ArrayNode): void {
  nodes.set(proxy, node);
}

/** The node of an array's proxy. */
export function arrayNodeOf(proxy: object): ArrayNode | undefined {
  return nodes.get(proxy);
}
