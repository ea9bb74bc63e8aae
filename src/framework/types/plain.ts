import type { MarkOf, OutOf } from "./bindable.ts";
import type { IsAny } from "./type-tests.ts";

/** What is sent as it is. */
export type Primitive = string | number | boolean | bigint | symbol | null | undefined;

/**
 * A value as it arrives in the browser: read-only through and through, without marks, without what cannot travel. A
 * class with `toJSON` arrives as what that returns.
 */
export type Plain<T> =
  IsAny<T> extends true
    ? T
    : unknown extends T
      ? unknown
      : [MarkOf<T>] extends [never]
        ? PlainValue<T>
        : PlainValue<OutOf<T>>;

type PlainValue<T> = T extends Primitive
  ? T
  : T extends (...args: never[]) => unknown
    ? never
    : T extends Date | Uint8Array
      ? T
      : T extends { toJSON(): infer Json }
        ? Plain<Json>
        : T extends readonly unknown[]
          ? { readonly [K in keyof T]: Plain<T[K]> }
          : { readonly [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]: Plain<T[K]> };
