import { IconBox, IconInbox, IconReceipt, IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { State } from "rowx";
import { Shell } from "rowx/components";
import { db } from "rowx/orm";
import { useServerState } from "rowx/react";
import "./app.css";
import { customers, orders, products } from "./models.ts";

/** How many rows there are, beside each link; counted anew when somebody writes. */
export class Counts extends State {
  get customers() {
    return db.$count(customers);
  }

  get orders() {
    return db.$count(orders);
  }

  get products() {
    return db.$count(products);
  }
}

export default function Layout({ children }: { children: ReactNode }) {
  const counts = useServerState(Counts);
  return (
    <Shell
      name="Harbour"
      nav={[
        { to: "/", label: "To do", icon: <IconInbox />, section: "Sales" },
        { to: "/orders", label: "Orders", icon: <IconReceipt />, count: counts.orders, section: "Sales" },
        { to: "/customers", label: "Customers", icon: <IconUsers />, count: counts.customers, section: "Sales" },
        { to: "/products", label: "Products", icon: <IconBox />, count: counts.products, section: "Stock" },
      ]}
    >
      {children}
    </Shell>
  );
}
