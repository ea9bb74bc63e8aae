// Sample data: 400 products, 10,000 customers, 50,000 orders. The numbers come from a generator with a fixed seed, the
// dates end on a fixed day: everybody has the same rows, so that screenshots, tests and questions agree.
import { db } from "rowx/orm";
import { customers, orders, products } from "./models.ts";
import { makeCustomers } from "./sample/customers.ts";
import { makeOrders } from "./sample/orders.ts";
import { makeProducts } from "./sample/products.ts";
import { createRandom } from "./sample/random.ts";

const rowsAtOnce = 500;

export default async function seed(): Promise<void> {
  if ((await db.$count(customers)) > 0) {
    console.log(
      "There are customers already, nothing was added. Delete data/app.db and run `rx db migrate` to begin anew.",
    );
    return;
  }
  const random = createRandom(20261120);
  const allProducts = makeProducts(random, 400);
  const allCustomers = makeCustomers(random, 10_000);
  const allOrders = makeOrders(random, 50_000, { customers: allCustomers.length, products: allProducts });
  await inChunks(allProducts, (chunk) => db.insert(products).values(chunk));
  await inChunks(allCustomers, (chunk) => db.insert(customers).values(chunk));
  await inChunks(allOrders, (chunk) => db.insert(orders).values(chunk));
}

/** A few thousand rows a transaction: neither one commit for each row nor a lock for the whole seed. */
async function inChunks<Row>(all: Row[], insert: (chunk: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += rowsAtOnce * 10) {
    await db.transaction(async () => {
      for (let at = from; at < Math.min(from + rowsAtOnce * 10, all.length); at += rowsAtOnce) {
        await insert(all.slice(at, at + rowsAtOnce));
      }
    });
  }
}
