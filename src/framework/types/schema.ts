import type { StandardSchemaV1 } from "@standard-schema/spec";

/** Any schema of Standard Schema: zod, valibot, arktype … */
export type Schema = StandardSchemaV1<unknown, unknown>;

/** What a schema takes. */
export type InputOf<S extends Schema> = StandardSchemaV1.InferInput<S>;

/** What a schema gives. */
export type OutputOf<S extends Schema> = StandardSchemaV1.InferOutput<S>;

/** A schema that accepts what it gives: a field shows the server's value again. */
export type RoundTrip<S extends Schema> = [OutputOf<S>] extends [InputOf<S>] ? S : never;

/** The value that a var begins with; a schema that says nothing (`z.any()`) has none. */
export type Initial<S extends Schema> = 0 extends 1 & OutputOf<S> ? never : OutputOf<S>;

/** What the browser passes: the schema's input, or its output where it takes anything (`z.coerce`). */
export type Given<S extends Schema> = unknown extends InputOf<S> ? OutputOf<S> : InputOf<S>;
