import type { Module, Unit } from "../syntax/module.ts";
import { hasMarkup } from "./has-markup.ts";

/** Sources that only a page has business with. */
const browserSource =
  /^(react|react-dom|next)(\/|$)|^rowx\/(react|components)|\.(css|scss|sass|less|svg|png|jpe?g|webp)$/;

/** Is this unit a component or a hook, or does it use one of its file? */
export function reachesMarkup(module: Module, unit: Unit, seen: Set<Unit> = new Set()): boolean {
  if (seen.has(unit)) return false;
  seen.add(unit);
  if (hasMarkup(unit.node)) return true;
  return [...unit.uses.names.keys()].some((name) => {
    const binding = module.bindings.get(name);
    if (binding !== undefined) return browserSource.test(binding.source);
    const other = module.unitOf.get(name);
    return other !== undefined && reachesMarkup(module, other, seen);
  });
}
