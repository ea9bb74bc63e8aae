/** Is this `any`? */
export type IsAny<T> = 0 extends 1 & T ? true : false;

/** Has this union more than one member? */
export type IsUnion<T, Whole = T> = [T] extends [never]
  ? false
  : T extends unknown
    ? [Whole] extends [T]
      ? false
      : true
    : never;

/** Are these the same type? */
export type IsEqual<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** An object type printed by its members. */
export type Flat<T> = { [K in keyof T]: T[K] } & {};
