import { crud } from "rowx";
import { CrudPage } from "rowx/components";
import { db, desc } from "rowx/orm";
import { orders } from "../models.ts";
import { day } from "../day.ts";
import { money } from "../money.ts";
import { Customers } from "./customers/index.tsx";

export class Orders extends crud(orders, { create: true, edit: true, remove: true }) {
  // The select that the page shows, and that every write keeps to: newest first.
  override query() {
    return db.select().from(orders).orderBy(desc(orders.placedAt));
  }
}

export default function OrdersPage() {
  return (
    <CrudPage
      state={Orders}
      title="Orders"
      columns={{
        total: { render: money },
        placedAt: { render: day, width: 128 },
        shipping: { render: money },
      }}
      fields={{
        customerId: { section: "Order" },
        total: { prefix: "$" },
        shipping: { prefix: "$" },
        discount: { suffix: " %" },
        placedAt: { section: "Delivery" },
      }}
      related={{ customerId: Customers }}
    />
  );
}

export const page = { title: "Orders" };
