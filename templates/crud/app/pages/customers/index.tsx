import { crud } from "rowx";
import { CrudPage } from "rowx/components";
import { Link } from "rowx/react";
import { customers } from "../../models.ts";
import { money } from "../../money.ts";

export class Customers extends crud(customers, {
  search: ["name", "city", "email"],
  create: true,
  edit: true,
  remove: true,
}) {}

export default function CustomersPage() {
  return (
    <CrudPage
      state={Customers}
      title="Customers"
      columns={{
        name: { render: (name, row) => <Link href={`/customers/${row.id}`}>{name}</Link> },
        creditLimit: { render: money },
      }}
      fields={{ creditLimit: { prefix: "$" } }}
    />
  );
}

export const page = { title: "Customers" };
