// The mark rides on the value's type in two ways, since each alone fails for some values: as an optional member of an
// intersection, and, for unions of literals, in the alias `Bindable` alone. Return types must spell `Bindable<…>` itself:
// a wrapper alias loses the mark without a word.
import type { IsAny, IsUnion } from "./type-tests.ts";

declare const marked: unique symbol;

/** Marks the type of a var that the browser may set. Any mark fits any other: it says what is sent, not what is held. */
export interface Marked<Out, In> {
  readonly [marked]?: <O extends Out, I extends In>() => [O, I];
}

type IsLiteralUnion<T> = [Extract<T, string | number>] extends [never]
  ? false
  : string extends T
    ? false
    : number extends T
      ? false
      : IsUnion<T> extends false
        ? false
        : true;

type Value<T, Out, In> = IsLiteralUnion<T> extends true ? T : T & Marked<Out, In>;

/** A var that the browser may set: its plain value type in use, what the browser passes beside it. */
export type Bindable<Out, In = Out> = Extract<Out, null | undefined> | Value<NonNullable<Out>, Out, In>;

type CarriedBy<T> = T extends unknown
  ? typeof marked extends keyof T
    ? NonNullable<T[typeof marked & keyof T]>
    : never
  : never;

/** `[Out, In]` of a bindable var's type; `never` for all else. */
export type MarkOf<T> =
  IsAny<T> extends true
    ? never
    : [CarriedBy<T>] extends [never]
      ? [T] extends [Bindable<infer Out, infer In>]
        ? unknown extends In
          ? never
          : [Out, In]
        : never
      : CarriedBy<T> extends () => infer Types
        ? Types
        : never;

/** What a marked var holds. */
export type OutOf<T> = MarkOf<T> extends [infer Out, unknown] ? Out : never;

/** What the browser passes to a marked var. */
export type InOf<T> = MarkOf<T> extends [unknown, infer In] ? In : never;
