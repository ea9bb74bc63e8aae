import type { FormMessage } from "../protocol/form.ts";

/** The makers of forms, by the class that `crud()` gave. */
export const crudForms: WeakMap<object, (id: string) => FormMessage> = new WeakMap();
