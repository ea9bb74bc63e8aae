// The page of orders as one writes it by hand, in a process of its own: REST by OFFSET and LIMIT, AG Grid's infinite model.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { count, desc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, numeric, sqliteTable, text } from "drizzle-orm/sqlite-core";
import fastify from "fastify";
import { z } from "zod";

const customers = sqliteTable("customers", { id: integer().primaryKey(), name: text().notNull() });

const orders = sqliteTable("orders", {
  id: integer().primaryKey(),
  customerId: integer("customer_id").notNull(),
  productId: integer("product_id").notNull(),
  placedAt: integer("placed_at", { mode: "timestamp_ms" }).notNull(),
  due: text().notNull(),
  status: text().notNull(),
  quantity: integer().notNull(),
  total: numeric().notNull(),
  note: text(),
});

const pageSchema = z.object({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(0) });

const file = new Database(process.argv[2]);
// As ours has it; by default most of what an OFFSET passes would be read from the file again.
file.pragma("cache_size = -65536");
const db = drizzle(file);
// A file for a script element: the package exports modules only.
const script = join(import.meta.dirname, "../../node_modules/ag-grid-community/dist/ag-grid-community.min.js");
const files = {
  "/": { type: "text/html", text: readFileSync(join(import.meta.dirname, "peer-page.html"), "utf8") },
  "/ag-grid.js": { type: "text/javascript", text: readFileSync(script, "utf8") },
};

const app = fastify();
for (const [path, { type, text: body }] of Object.entries(files)) {
  app.get(path, (_, reply) => reply.type(type).send(body));
}

app.get("/api/orders", (request) => {
  const { from, to } = pageSchema.parse(request.query);
  const rows = db
    .select({
      id: orders.id,
      customer: customers.name,
      productId: orders.productId,
      placedAt: orders.placedAt,
      due: orders.due,
      status: orders.status,
      quantity: orders.quantity,
      total: orders.total,
      note: orders.note,
    })
    .from(orders)
    .innerJoin(customers, eq(customers.id, orders.customerId))
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(to - from)
    .offset(from)
    .all();
  // Counted with the first page only: most count with each.
  const total = from === 0 ? db.select({ rows: count() }).from(orders).get()?.rows : undefined;
  return { rows, total };
});

console.log(`Ready on ${await app.listen({ host: "127.0.0.1", port: 0 })}`);
