import { join } from "node:path";
import { startBuiltApp, type BuiltApp } from "./built-app.ts";

/** The sales app of a test: 50,000 orders, 10,000 customers, 400 products, on a port of its own. */
export type SalesApp = BuiltApp;

/** Makes and starts one from the crud template, in production or under `rx dev`; `RX_SALES_APP` names one that is built already. */
export function startSalesApp({ development = false } = {}): Promise<SalesApp> {
  const source = join(import.meta.dirname, "../../templates/crud");
  return startBuiltApp({ source, name: "sales", development });
}
