import type { Bindable } from "./types/bindable.ts";
import type { Given, Initial, OutputOf, RoundTrip, Schema } from "./types/schema.ts";
import { VarInit } from "./var-init.ts";

/**
 * A var that the browser may set and that is kept in the query string under its name: shareable, and the back button
 * works. What the address says is checked by the schema like anything from a browser; what it refuses is the initial value.
 *
 * @param schema accepts what it gives, and text, since an address holds nothing else (`z.coerce.number()` for a number).
 * @param initial the value where the address does not name it.
 * @example tab = url(z.enum(["open", "paid"]), "open");
 */
export function url<S extends Schema>(
  schema: RoundTrip<S>,
  initial: NoInfer<Initial<S>>,
): Bindable<OutputOf<S>, Given<S>> {
  // A builder: the State puts the initial value in its place, which is what the type says.
  return new VarInit("url", schema, initial) as unknown as Bindable<OutputOf<S>, Given<S>>;
}
