import { boolean, date, decimal, id, index, integer, longText, model, oneOf, ref, text, timestamp } from "rowx/orm";
import { reject } from "rowx";
import { z } from "zod";

export const customers = model(
  "customers",
  {
    id: id(),
    name: text({ max: 120 }).notNull(),
    city: text({ max: 80 }).notNull(),
    region: oneOf("Nordics", "UK & Ireland", "DACH", "Benelux", "Southern Europe", "North America").notNull(),
    email: text({ label: "E-mail" }).notNull().unique().validate(z.email("write an address, like info@example.com")),
    status: oneOf("lead", "active", "churned").notNull().default("lead"),
    creditLimit: decimal({ precision: 12, scale: 2, help: "Open orders may add up to this" }).notNull().default("0.00"),
    note: longText(),
    since: date({ label: "Customer since" }).notNull(),
  },
  (t) => [index().on(t.name), index().on(t.status)],
  { display: ["name", "city"] },
);

export const products = model(
  "products",
  {
    id: id(),
    name: text({ max: 120 }).notNull(),
    sku: text({ label: "SKU", max: 16 }).notNull().unique(),
    category: oneOf("Kitchen", "Lighting", "Furniture", "Textiles", "Stationery", "Garden").notNull(),
    price: decimal({ precision: 10, scale: 2 }).notNull(),
    stock: integer({ label: "In stock" }).notNull().default(0),
    active: boolean({ help: "Shown in the catalogue" }).notNull().default(true),
    description: longText(),
  },
  (t) => [index().on(t.name)],
  { display: ["name", "sku"] },
);

export const orders = model(
  "orders",
  {
    id: id(),
    customerId: ref(() => customers.id, { onDelete: "cascade" }).notNull(),
    productId: ref(() => products.id).notNull(),
    status: oneOf("draft", "pending", "paid", "shipped", "delivered", "cancelled").notNull().default("draft"),
    quantity: integer().notNull().default(1),
    total: decimal({ precision: 12, scale: 2 }).notNull(),
    placedAt: timestamp({ label: "Placed" }).notNull(),
    due: date().notNull(),
    shipping: decimal({ precision: 8, scale: 2 }).notNull().default("0.00"),
    discount: decimal({ precision: 5, scale: 2, help: "0 to 40 %" }).notNull().default("0.00").validate(discountRule()),
    gift: boolean({ label: "Gift order", help: "Leave prices off the slip" }).notNull().default(false),
    note: longText(),
  },
  (t) => [index().on(t.placedAt), index().on(t.status, t.placedAt), index().on(t.total)],
  {
    validate: (order) => {
      if (order.due < order.placedAt.toISOString().slice(0, 10)) {
        throw reject("Due date is before the order was placed.", { field: "due" });
      }
    },
  },
);

function discountRule() {
  return z.string().refine((share) => Number(share) >= 0 && Number(share) <= 40, "choose 0 to 40 %");
}
