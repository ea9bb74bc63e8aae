import type { InputOf, OutputOf, Schema } from "./schema.ts";

/** The kinds of event there are; see docs/state.md. */
export type EventKind = "event" | "effect";

declare const eventKind: unique symbol;

/** An event: what a browser may call, and on the server a function that checks its input the same way. */
export interface ServerEvent<Args extends unknown[], Result, Kind extends EventKind = "event"> {
  (...args: Args): Promise<Result>;
  readonly [eventKind]: Kind;
}

/** The last argument of every handler. */
export interface EventContext {
  /** The same for every try of this event: an idempotency key for services outside. */
  readonly key: string;
  /** Aborts when the handler's time is over. */
  readonly signal: AbortSignal;
}

type InputArgs<In> = [unknown] extends [In] ? [input: In] : undefined extends In ? [input?: In] : [input: In];

/** Makes events of one kind. */
export interface EventMaker<Kind extends EventKind> {
  <R>(handler: (context: EventContext) => R): ServerEvent<[], Awaited<R>, Kind>;
  <S extends Schema, R>(
    schema: S,
    handler: (input: OutputOf<S>, context: EventContext) => R,
  ): ServerEvent<InputArgs<InputOf<S>>, Awaited<R>, Kind>;
}

/** `event(schema?, handler)`, and its kinds. */
export interface EventFunction extends EventMaker<"event"> {
  /** An event with effects outside our own databases: it may end `interrupted`. */
  readonly effect: EventMaker<"effect">;
}
