import { crud } from "rowx";
import { CrudPage } from "rowx/components";
import { products } from "../models.ts";
import { money } from "../money.ts";

export class Products extends crud(products, { search: ["name", "sku"], create: true, edit: true, remove: true }) {}

export default function ProductsPage() {
  return (
    <CrudPage
      state={Products}
      title="Products"
      columns={{ price: { render: money } }}
      fields={{ price: { prefix: "$" } }}
    />
  );
}

export const page = { title: "Products" };
