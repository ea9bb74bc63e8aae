import type { InputOf, OutputOf, Schema } from "./schema.ts";

/** Whom a State is shared with; absent: one browser tab. */
export type StateScope = "user" | "app";

/** A State class, whatever its members: its statics are checked where it is used. */
export type StateClass<S extends object = object> = (abstract new () => S) & {
  readonly key?: string;
  readonly scope?: StateScope;
  readonly params?: Schema;
  readonly query?: Schema;
};

type OutputOfStatic<C, Name extends string> = C extends { readonly [N in Name]: infer S }
  ? S extends Schema
    ? OutputOf<S>
    : Record<never, never>
  : Record<never, never>;

type InputOfStatic<C, Name extends string> = C extends { readonly [N in Name]: infer S }
  ? S extends Schema
    ? InputOf<S>
    : Record<never, never>
  : Record<never, never>;

/** The argument of `onLoad` in the State class C: route parameters and query, as its schemas give them. */
export interface PageLoad<C extends object> {
  readonly params: OutputOfStatic<C, "params">;
  readonly query: OutputOfStatic<C, "query">;
}

/** What a page of the State class C is opened with: the schemas' inputs. */
export interface PageInput<C extends object> {
  readonly params: InputOfStatic<C, "params">;
  readonly query: InputOfStatic<C, "query">;
}

/** A State that only its own events write: what another one sees of it. */
export type ReadonlyView<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyView<T[K]> }
    : T;

/** What `this.get(C)` gives: writable where it is of the same tab. */
export type OtherState<C extends StateClass> = C extends { readonly scope: StateScope }
  ? ReadonlyView<InstanceType<C>>
  : InstanceType<C>;
