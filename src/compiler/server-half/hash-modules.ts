import { createHash } from "node:crypto";

/** A module's text and the modules of the app that it imports. */
export interface ModuleText {
  readonly text: string;
  readonly imports: readonly string[];
}

/**
 * A name for each module that changes when it or anything below it changes, and only then. Modules that import each other
 * in a circle change together.
 */
export function hashModules(modules: ReadonlyMap<string, ModuleText>): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const circle of circles(modules)) {
    const inside = new Set(circle);
    const hash = createHash("sha256");
    for (const file of circle.toSorted()) {
      const module = modules.get(file);
      hash.update(JSON.stringify([file, module?.text]));
      for (const other of module?.imports ?? []) if (!inside.has(other)) hash.update(hashes.get(other) ?? other);
    }
    const digest = hash.digest("hex").slice(0, 12);
    for (const file of circle) hashes.set(file, digest);
  }
  return hashes;
}

/** Tarjan's strongly connected components; what is imported comes before what imports it. */
function circles(modules: ReadonlyMap<string, ModuleText>): readonly (readonly string[])[] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): number => {
    const index = order.size;
    order.set(file, index);
    stack.push(file);
    let low = index;
    for (const other of modules.get(file)?.imports ?? []) {
      if (!modules.has(other)) continue;
      if (!order.has(other)) low = Math.min(low, visit(other));
      else if (stack.includes(other)) low = Math.min(low, lowest.get(other) ?? order.get(other) ?? low);
    }
    lowest.set(file, low);
    if (low === index) found.push(stack.splice(stack.indexOf(file)));
    return low;
  };
  for (const file of modules.keys()) if (!order.has(file)) visit(file);
  return found;
}
