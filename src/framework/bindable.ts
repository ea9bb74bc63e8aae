import type { Bindable } from "./types/bindable.ts";
import type { Given, Initial, OutputOf, RoundTrip, Schema } from "./types/schema.ts";
import { VarInit } from "./var-init.ts";

/**
 * A var that the browser may set, checked by its schema each time; in the class body only.
 *
 * @param schema accepts what it gives, since the field shows the server's value again.
 * @param initial the value that a new tab begins with.
 * @example search = bindable(z.string().max(100), "");
 */
export function bindable<S extends Schema>(
  schema: RoundTrip<S>,
  initial: NoInfer<Initial<S>>,
): Bindable<OutputOf<S>, Given<S>> {
  // A builder: the State puts the initial value in its place, which is what the type says.
  return new VarInit("bindable", schema, initial) as unknown as Bindable<OutputOf<S>, Given<S>>;
}
