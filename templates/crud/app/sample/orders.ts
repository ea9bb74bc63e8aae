import type { orders, products } from "../models.ts";
import { dayMs, lastDay, toDay } from "./days.ts";
import type { Random } from "./random.ts";

type Order = typeof orders.$inferInsert;
type Status = NonNullable<Order["status"]>;

const notes = [
  "Deliver to the loading bay, call on arrival.",
  "Leave with the neighbour at number 9.",
  "Needs a signed delivery slip.",
  "Replacement for a damaged piece.",
  "Pack without plastic, please.",
];

const days = 3 * 365;

/** What orders are made of: how many customers there are (their keys count up from 1), and the products. */
export interface OrderSources {
  readonly customers: number;
  readonly products: readonly (typeof products.$inferInsert)[];
}

/** Orders of three years up to the last day, oldest first, more of them every year; totals add up to the cent. */
export function makeOrders(random: Random, count: number, sources: OrderSources): Order[] {
  const ages = Array.from({ length: count }, () => random.next() ** 1.35 * days).sort((a, b) => b - a);
  return ages.map((age) => makeOrder(random, age, sources));
}

function makeOrder(random: Random, age: number, { customers, products }: OrderSources): Order {
  const placed = Math.floor(lastDay + 17 * 3_600_000 - age * dayMs);
  const product = random.whole(1, products.length);
  const quantity = random.chance(0.7) ? random.whole(1, 12) : random.whole(12, 60);
  const discount = random.chance(0.25) ? random.whole(1, 16) * 250 : 0;
  const shipping = random.chance(0.3) ? 0 : random.whole(6, 72) * 100;
  const goods = toCents(products[product - 1]?.price ?? "0") * quantity;
  return {
    // Few customers order often: the square draws towards the first ones.
    customerId: 1 + Math.floor(random.next() ** 2 * customers),
    productId: product,
    status: statusAt(random, age),
    quantity,
    total: fromCents(Math.round(goods * (1 - discount / 10_000)) + shipping),
    shipping: fromCents(shipping),
    discount: fromCents(discount),
    placedAt: new Date(placed - (placed % 60_000)),
    due: toDay(placed + random.whole(3, 28) * dayMs),
    gift: random.chance(0.08),
    note: random.chance(0.12) ? random.pick(notes) : null,
  };
}

function statusAt(random: Random, age: number): Status {
  if (random.chance(0.04)) return "cancelled";
  if (age < 2) return random.pick<Status>(["draft", "pending", "pending", "paid"]);
  if (age < 9) return random.pick<Status>(["pending", "paid", "paid", "shipped", "shipped"]);
  if (age < 30) return random.pick<Status>(["shipped", "shipped", "delivered", "delivered", "delivered"]);
  return "delivered";
}

function toCents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

function fromCents(cents: number): string {
  return (cents / 100).toFixed(2);
}
