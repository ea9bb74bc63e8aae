import { first, type PageLoad, rows, State } from "rowx";
import { DataTable, PageHeader, StatusMark } from "rowx/components";
import { customers, orders } from "../../models.ts";
import { db, desc, eq } from "rowx/orm";
import { useServerState } from "rowx/react";
import { z } from "zod";
import { day } from "../../day.ts";
import { money } from "../../money.ts";

/** One customer and their orders. `_id` never leaves the server. */
export class Customer extends State {
  static readonly params = z.object({ id: z.coerce.number().int() });
  _id = 0;

  onLoad({ params }: PageLoad<typeof Customer>) {
    this._id = params.id;
  }

  get customer() {
    return first(db.select().from(customers).where(eq(customers.id, this._id)));
  }

  get orders() {
    return rows(db.select().from(orders).where(eq(orders.customerId, this._id)).orderBy(desc(orders.placedAt)), {
      edit: ["status", "due", "note"],
    });
  }
}

export default function CustomerPage() {
  const state = useServerState(Customer);
  const { customer } = state;
  if (customer === undefined) return null;
  if (customer === null) return <PageHeader title="No such customer" note="It may have been deleted." />;
  return (
    <div className="page">
      <PageHeader title={customer.name} note={<StatusMark value={customer.status} />} />
      <dl className="facts">
        <Fact label="City" value={`${customer.city}, ${customer.region}`} />
        <Fact label="E-mail" value={customer.email} />
        <Fact label="Credit limit" value={money(customer.creditLimit)} />
        <Fact label="Customer since" value={day(customer.since)} />
      </dl>
      <DataTable
        rows={state.orders}
        fill
        noun="orders"
        columns={{
          customerId: { hidden: true },
          total: { render: money },
          placedAt: { render: day, width: 128 },
          shipping: { render: money },
        }}
      />
    </div>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export const page = { title: "Customer" };
