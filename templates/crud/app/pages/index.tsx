import { rows, State } from "rowx";
import { DataTable, PageHeader } from "rowx/components";
import { customers, orders } from "../models.ts";
import { db, desc, eq, inArray } from "rowx/orm";
import { useServerState } from "rowx/react";
import { day } from "../day.ts";
import { money } from "../money.ts";

/** Orders that somebody has to do something about. Any Drizzle select is a live table. */
export class ToDo extends State {
  get rows() {
    return rows(
      db
        .select({
          id: orders.id,
          customer: customers.name,
          city: customers.city,
          status: orders.status,
          total: orders.total,
          placedAt: orders.placedAt,
          due: orders.due,
          note: orders.note,
        })
        .from(orders)
        .innerJoin(customers, eq(customers.id, orders.customerId))
        .where(inArray(orders.status, ["pending", "paid"]))
        .orderBy(desc(orders.placedAt)),
      { edit: ["status", "note"] },
    );
  }
}

export default function ToDoPage() {
  const state = useServerState(ToDo);
  return (
    <div className="page">
      <PageHeader title="To do" note="Orders that wait for payment or for the van" />
      <DataTable
        rows={state.rows}
        fill
        noun="orders"
        columns={{
          customer: { label: "Customer", width: 200 },
          total: { render: money },
          placedAt: { render: day, width: 128 },
        }}
      />
    </div>
  );
}

export const page = { title: "To do" };
