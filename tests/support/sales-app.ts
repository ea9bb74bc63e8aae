import { join } from "node:path";
import { startBuiltApp, type BuiltApp } from "./built-app.ts";

/** The sales app of a test: 50,000 orders, 10,000 customers, 400 products, in production, on a port of its own. */
export type SalesApp = BuiltApp;

/** Makes and starts one from the crud template; `RX_SALES_APP` names one that is built already. */
export function startSalesApp(): Promise<SalesApp> {
  return startBuiltApp({ source: join(import.meta.dirname, "../../templates/crud"), name: "sales" });
}
