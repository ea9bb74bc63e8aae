import { stateRegistry } from "../framework/state-registry.ts";
import type { FormMessage } from "../protocol/form.ts";
import { defaultLimits, type Limits } from "../protocol/limits.ts";
import { crudForms } from "./crud-forms.ts";

/** The form of a State that `crud()` made, or that extends one; undefined for any other State. */
export function formOfState(Class: object, limits: Limits = defaultLimits): FormMessage | undefined {
  for (let base: object | null = Class; base !== null; base = Object.getPrototypeOf(base)) {
    const make = crudForms.get(base);
    if (make !== undefined) return make(stateRegistry.idOf(Class) ?? nameOf(Class), limits);
  }
  return undefined;
}

function nameOf(Class: object): string {
  return "name" in Class ? String(Class.name) : "";
}
