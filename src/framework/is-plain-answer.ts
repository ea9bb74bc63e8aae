import type { Answer } from "../protocol/messages.ts";

/** Does an answer say that it went well, and no more? Most do. */
export function isPlainAnswer({ code, value, error, current, commands, d }: Answer): boolean {
  return (
    code === undefined &&
    value === undefined &&
    error === undefined &&
    current === undefined &&
    commands === undefined &&
    d === undefined
  );
}
