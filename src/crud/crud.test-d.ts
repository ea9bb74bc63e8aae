// What crud() gives and refuses, for the compiler alone.
import type { ClientState } from "../framework/types/client-state.ts";
import type { RowOf } from "../framework/types/rows.ts";
import type { IsEqual } from "../framework/types/type-tests.ts";
import { boolean } from "../orm/columns/boolean.ts";
import { decimal } from "../orm/columns/decimal.ts";
import { id } from "../orm/columns/id.ts";
import { oneOf } from "../orm/columns/one-of.ts";
import { text } from "../orm/columns/text.ts";
import type { Decimal } from "../orm/decimal.ts";
import { model } from "../orm/define-model.ts";
import { crud } from "./crud.ts";
import type { AnyCrudClass, CreateRow, StoredRow, UpdateRow } from "./crud-class.ts";

const customers = model("typed_customers", {
  id: id(),
  name: text().notNull(),
  status: oneOf("lead", "active").notNull().default("lead"),
  credit: decimal({ precision: 12, scale: 2 }),
  active: boolean().notNull().default(true),
  taxId: text().secret(),
});

class Whole extends crud(customers, { create: true, edit: true, remove: true }) {}
class Some extends crud(customers, { create: ["name", "taxId"], edit: ["status"], reveal: ["taxId"] }) {
  override beforeCreate(row: CreateRow<typeof Some>) {
    row.name.toUpperCase();
  }
}
class Nothing extends crud(customers, {}) {}

function expectTrue<T extends true>(): T | undefined {
  return undefined;
}

expectTrue<
  IsEqual<
    CreateRow<typeof Whole>,
    {
      name: string;
      status?: "lead" | "active" | undefined;
      credit?: Decimal | null | undefined;
      active?: boolean | undefined;
    }
  >
>();
expectTrue<
  IsEqual<
    UpdateRow<typeof Whole>,
    { name?: string; status?: "lead" | "active"; credit?: Decimal | null; active?: boolean }
  >
>();
expectTrue<
  IsEqual<
    StoredRow<typeof Whole>,
    { id: number; name: string; status: "lead" | "active"; credit: Decimal | null; active: boolean }
  >
>();
expectTrue<IsEqual<CreateRow<typeof Some>, { name: string; taxId?: string | null | undefined }>>();
expectTrue<IsEqual<UpdateRow<typeof Some>, { status?: "lead" | "active" }>>();
expectTrue<IsEqual<keyof CreateRow<typeof Nothing>, never>>();
expectTrue<IsEqual<StoredRow<typeof Some>["taxId"], string | null>>();

// @ts-expect-error -- no such column
crud(customers, { search: ["nmae"] });
// @ts-expect-error -- no secret column
crud(customers, { reveal: ["name"] });

export class Wrong extends crud(customers, { create: true }) {
  // @ts-expect-error -- another type of column
  override beforeCreate(row: { name: number }) {
    void row;
  }
}

const anyClass: AnyCrudClass = Whole;
void anyClass;

declare const view: ClientState<Whole>;
void view.create({ name: "x" });
// @ts-expect-error -- the key is made by the database
void view.create({ id: 1, name: "x" });
// @ts-expect-error -- a secret column is not written where `true` is all
void view.create({ name: "x", taxId: "1" });
void view.update({ key: 1, changes: { name: "y" }, was: { name: "x" } });
expectTrue<IsEqual<keyof RowOf<typeof view.rows>, "id" | "name" | "status" | "credit" | "active">>();
// @ts-expect-error -- hooks are no part of what a page has
void view.beforeCreate;
