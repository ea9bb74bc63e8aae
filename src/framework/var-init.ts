import type { Schema } from "./types/schema.ts";

/** Which kind of var a field initialiser asks for. */
export type VarKind = "bindable" | "url";

/** What `bindable()` and `url()` return at run time: the State takes its place by the initial value. */
export class VarInit {
  readonly kind: VarKind;
  readonly schema: Schema;
  readonly initial: unknown;

  constructor(kind: VarKind, schema: Schema, initial: unknown) {
    this.kind = kind;
    this.schema = schema;
    this.initial = initial;
  }
}
