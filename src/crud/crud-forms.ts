import type { FormMessage } from "../protocol/form.ts";
import type { Limits } from "../protocol/limits.ts";

/** The makers of forms, by the class that `crud()` gave. */
export const crudForms: WeakMap<object, (id: string, limits: Limits) => FormMessage> = new WeakMap();
