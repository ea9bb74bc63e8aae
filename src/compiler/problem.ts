import type { RxError } from "../errors/rx-error.ts";

/** A place in a file of the app. */
export interface Place {
  /** Path from the app's folder, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Something in the app's code that cannot be compiled, and where. */
export interface Problem extends Place {
  readonly error: RxError;
}
