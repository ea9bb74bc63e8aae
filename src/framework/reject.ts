import { RxError } from "../errors/rx-error.ts";

/**
 * An error whose text the user sees: at the field, else as a toast. To be thrown from an event, `onLoad` or a rule of a
 * model; what the event changed is taken back.
 *
 * @param message for the person at the screen.
 * @param options `field`: the input that it belongs to.
 * @example throw reject("Write a title first.", { field: "title" });
 */
export function reject(message: string, options: { readonly field?: string } = {}): RxError {
  return new RxError("REJECTED", { message }, options);
}
