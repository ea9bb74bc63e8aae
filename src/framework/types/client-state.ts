import type { BindProps } from "./bind-props.ts";
import type { InOf, MarkOf, OutOf } from "./bindable.ts";
import type { Plain, Primitive } from "./plain.ts";
import type { HandleOf, RowsVar, SelectLike, TableLike } from "./rows.ts";
import type { EventKind, ServerEvent } from "./server-event.ts";
import type { IsAny, IsEqual } from "./type-tests.ts";

// Named through a local alias so that the mapped types below print their members, not this file.
type AnyEvent = ServerEvent<never[], unknown, EventKind>;

/** Names of a State that the browser knows: no `_`, no plain methods. `#private` and protected ones are no keys at all. */
type VisibleName<S, K extends keyof S> = K extends string
  ? K extends `_${string}`
    ? never
    : IsAny<S[K]> extends true
      ? K
      : S[K] extends AnyEvent
        ? K
        : S[K] extends (...args: never[]) => unknown
          ? never
          : K
  : never;

/** Any member that a React event has: an input that it would fit by chance is guarded against it. */
interface NotReactEvent {
  readonly nativeEvent?: never;
}

interface ReactEventShape {
  readonly nativeEvent: object;
  readonly currentTarget: object;
  readonly target: object;
  readonly type: string;
  readonly timeStamp: number;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly defaultPrevented: boolean;
  readonly eventPhase: number;
  readonly isTrusted: boolean;
  readonly button: number;
  readonly buttons: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly detail: number;
}

type Guarded<In> = unknown extends In
  ? Primitive | (object & NotReactEvent) | { readonly [key: string]: unknown; readonly nativeEvent?: never }
  : ReactEventShape extends In
    ? In & NotReactEvent
    : In;

type ClientEvent<E> =
  E extends ServerEvent<infer Args, infer Result, EventKind>
    ? Args extends []
      ? () => Promise<Plain<Result>>
      : Args extends [input: infer In]
        ? (input: Guarded<In>) => Promise<Plain<Result>>
        : Args extends [input?: infer In]
          ? (input?: Guarded<In>) => Promise<Plain<Result>>
          : never
    : never;

/** One var or event as a page has it. The mark is asked before the union is taken apart, selects before promises. */
type ClientMember<T> =
  IsAny<T> extends true
    ? T
    : [MarkOf<T>] extends [never]
      ? T extends AnyEvent
        ? ClientEvent<T>
        : T extends RowsVar<infer H>
          ? H
          : T extends SelectLike | TableLike
            ? HandleOf<T>
            : T extends PromiseLike<infer Value>
              ? Plain<Value> | undefined
              : Plain<T>
      : Plain<OutOf<T>>;

/** Is this member a field or an accessor with a setter? A getter that returns a bindable var cannot be set. */
type IsWritable<S, K extends keyof S> = IsEqual<{ [Q in K]: S[Q] }, { -readonly [Q in K]: S[Q] }>;

/** Names of the vars that the browser may set. */
export type SettableName<S> = {
  [K in keyof S & string]: K extends `_${string}`
    ? never
    : [MarkOf<S[K]>] extends [never]
      ? never
      : IsWritable<S, K> extends true
        ? K
        : never;
}[keyof S & string];

/** What the browser passes to a settable var. */
export type InputOfVar<S, K extends keyof S> = InOf<S[K]>;

/** A State's vars and events as a page has them, without `bind`. */
export type ClientView<S> = { readonly [K in keyof S as VisibleName<S, K>]: ClientMember<S[K]> };

/** What `useServerState(Class)` gives. */
export type ClientState<S> = ClientView<S> & {
  /** Props that tie a field to a var which the browser may set. */
  bind<K extends SettableName<S>>(name: K): BindProps<InputOfVar<S, K>>;
};
