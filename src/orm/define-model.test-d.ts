// Types of models and queries: compiled by `npm run check`, never run.
import { eq, type InferInsertModel, type InferSelectModel } from "drizzle-orm";
import { z } from "zod";
import { alias } from "./alias-table.ts";
import { bigint } from "./columns/bigint.ts";
import { boolean } from "./columns/boolean.ts";
import { bytes } from "./columns/bytes.ts";
import { date } from "./columns/date.ts";
import { decimal } from "./columns/decimal.ts";
import { id } from "./columns/id.ts";
import { integer } from "./columns/integer.ts";
import { json } from "./columns/json.ts";
import { longText } from "./columns/long-text.ts";
import { oneOf } from "./columns/one-of.ts";
import { real } from "./columns/real.ts";
import { ref } from "./columns/ref.ts";
import { text } from "./columns/text.ts";
import { timestamp } from "./columns/timestamp.ts";
import { uuid } from "./columns/uuid.ts";
import { index } from "./constraints/index-on.ts";
import { db } from "./db.ts";
import type { Decimal } from "./decimal.ts";
import { model } from "./define-model.ts";
import { avg } from "./functions/avg.ts";
import { max } from "./functions/max.ts";
import { sum } from "./functions/sum.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const isTrue = <T extends true>(_?: T): void => undefined;

export const customers = model(
  "customers",
  {
    id: id(),
    name: text({ label: "Full name" }).notNull(),
    email: text().notNull().unique().validate(z.email()),
    status: oneOf("lead", "active", "churned").notNull().default("lead"),
    credit: decimal({ precision: 12, scale: 2 }).notNull().default("0"),
    tags: json<string[]>(),
    taxId: text().secret(),
    createdAt: timestamp().notNull().defaultNow(),
  },
  (t) => [index().on(t.status, t.createdAt)],
);

type Customer = InferSelectModel<typeof customers>;
isTrue<
  Equal<
    Customer,
    {
      id: number;
      name: string;
      email: string;
      status: "lead" | "active" | "churned";
      credit: Decimal;
      tags: string[] | null;
      taxId: string | null;
      createdAt: Date;
    }
  >
>();

type NewCustomer = InferInsertModel<typeof customers>;
isTrue<Equal<NewCustomer["name"], string>>();
isTrue<Equal<NewCustomer["status"], "lead" | "active" | "churned" | undefined>>();
isTrue<Equal<NewCustomer["taxId"], string | null | undefined>>();
isTrue<Equal<{ [K in keyof NewCustomer as undefined extends NewCustomer[K] ? never : K]: 1 }, { name: 1; email: 1 }>>();

const files = model("files", { id: uuid().primaryKey().defaultRandom(), body: bytes().notNull() });
isTrue<Equal<InferInsertModel<typeof files>["id"], string | undefined>>();

export const everything = model("everything", {
  id: id(),
  long: longText(),
  whole: integer().notNull(),
  big: bigint(),
  real: real(),
  flag: boolean().notNull(),
  day: date().defaultNow(),
  customerId: ref(() => customers.id, { onDelete: "cascade" }).notNull(),
  fileId: ref("files", { key: "uuid" }),
  ownerId: ref("everything", { as: "owner", many: "owned" }),
  kind: oneOf("a", "b", { label: "Kind" }),
});
type Everything = InferSelectModel<typeof everything>;
isTrue<
  Equal<
    Everything,
    {
      id: number;
      long: string | null;
      whole: number;
      big: bigint | null;
      real: number | null;
      flag: boolean;
      day: string | null;
      customerId: number;
      fileId: string | null;
      ownerId: number | null;
      kind: "a" | "b" | null;
    }
  >
>();

// What a type knows of a column beside its value.
isTrue<Equal<(typeof customers.taxId)["_"]["secret"], true>>();
isTrue<Equal<(typeof everything.customerId)["_"]["ref"]["table"], "customers">>();
isTrue<Equal<(typeof everything.ownerId)["_"]["ref"]["many"], "owned">>();
isTrue<Equal<"secret" extends keyof (typeof customers.name)["_"] ? true : false, false>>();

// An alias keeps it.
const other = alias(customers, "other");
isTrue<Equal<(typeof other.taxId)["_"]["secret"], true>>();
isTrue<Equal<(typeof other.name)["_"]["tableName"], "other">>();

export const queries = async (): Promise<void> => {
  const plain = await db.select().from(customers).where(eq(customers.id, 1));
  isTrue<Equal<typeof plain, Customer[]>>();
  const joined = await db.select().from(everything).leftJoin(customers, eq(everything.customerId, customers.id));
  isTrue<Equal<(typeof joined)[number], { everything: Everything; customers: Customer | null }>>();
  const inner = await db
    .select({ name: customers.name, whole: everything.whole })
    .from(everything)
    .innerJoin(customers, eq(everything.customerId, customers.id));
  isTrue<Equal<(typeof inner)[number], { name: string; whole: number }>>();
  const twice = await db
    .select({ name: other.name, credit: other.credit })
    .from(customers)
    .leftJoin(other, eq(other.id, customers.id));
  isTrue<Equal<(typeof twice)[number], { name: string | null; credit: Decimal | null }>>();
  const returned = await db.insert(customers).values({ name: "a", email: "a@b.c" }).returning({ id: customers.id });
  isTrue<Equal<typeof returned, { id: number }[]>>();
  const written = await db.update(customers).set({ credit: "12.50" });
  isTrue<Equal<typeof written, { readonly rowCount: number } extends typeof written ? typeof written : never>>();
  const [figures] = await db
    .select({
      credit: sum(customers.credit),
      mean: avg(customers.credit),
      whole: sum(everything.whole),
      big: sum(everything.big),
      last: max(customers.createdAt),
    })
    .from(customers);
  isTrue<
    Equal<
      typeof figures,
      | { credit: Decimal | null; mean: Decimal | null; whole: number | null; big: bigint | null; last: Date | null }
      | undefined
    >
  >();
  const value: string = await db.transaction(async (tx) => {
    await tx.delete(customers);
    return "done";
  });
  void value;
  // @ts-expect-error a column that is not there
  await db.insert(customers).values({ name: "a", email: "b", nope: 1 });
  // @ts-expect-error a required column is missing
  await db.insert(customers).values({ name: "a" });
  // @ts-expect-error none of the choices
  await db.update(customers).set({ status: "gone" });
  // @ts-expect-error an id is a number
  await db.select().from(customers).where(eq(customers.id, "1"));
  // @ts-expect-error no such method on every database
  void db.selectDistinctOn;
};

// @ts-expect-error the rule must give the column's type
text().validate(z.number());
// @ts-expect-error the default is none of the choices
oneOf("a", "b").default("c");
// @ts-expect-error only moments have a clock
text().defaultNow();
// @ts-expect-error a display column that is not there
model("bad_display", { id: id(), name: text() }, { display: ["nme"] });
// @ts-expect-error precision and scale must be said
decimal();
// @ts-expect-error an unknown action
ref(() => customers.id, { onDelete: "explode" });
