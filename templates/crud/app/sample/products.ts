import type { products } from "../models.ts";
import type { Random } from "./random.ts";

type Product = typeof products.$inferInsert;

const catalogue = {
  Kitchen: ["Teapot", "Mug", "Skillet", "Bread board", "Carafe", "Mixing bowl", "Pepper mill", "Tray"],
  Lighting: ["Desk lamp", "Pendant", "Floor lamp", "Wall light", "Lantern", "Reading light"],
  Furniture: ["Stool", "Side table", "Bookcase", "Bench", "Armchair", "Coat rack", "Desk"],
  Textiles: ["Throw", "Cushion", "Tablecloth", "Rug", "Tea towel", "Apron", "Curtain"],
  Stationery: ["Notebook", "Pencil case", "Letter tray", "Calendar", "Fountain pen", "Folder"],
  Garden: ["Planter", "Watering can", "Trowel", "Bird feeder", "Hammock", "Fire bowl"],
} as const;

const lines = ["Alva", "Birk", "Corin", "Dune", "Elm", "Fjell", "Grove", "Haze", "Iris", "Juno", "Kelp", "Linnet"];
const looks = ["oak", "walnut", "slate", "linen", "brass", "white", "forest green", "clay", "ink blue", "natural"];
const cents = [0, 50, 90, 95];
const prices = { Kitchen: 28, Lighting: 120, Furniture: 260, Textiles: 45, Stationery: 18, Garden: 60 } as const;

/** Products of six kinds, each with its own name and number. */
export function makeProducts(random: Random, count: number): Product[] {
  const all: Product[] = [];
  const names = new Set<string>();
  const categories = Object.keys(catalogue) as (keyof typeof catalogue)[]; // as: the keys are written above
  while (all.length < count) {
    const category = random.pick(categories);
    const name = `${random.pick(lines)} ${random.pick(catalogue[category]).toLowerCase()}, ${random.pick(looks)}`;
    if (names.has(name)) continue;
    names.add(name);
    const base = Math.max(4, Math.round(prices[category] * (0.35 + random.next() * 1.6)));
    all.push({
      name,
      sku: `${category.slice(0, 2).toUpperCase()}-${String(1000 + all.length)}`,
      category,
      price: `${base}.${String(random.pick(cents)).padStart(2, "0")}`,
      stock: random.chance(0.06) ? 0 : random.whole(3, 480),
      active: random.chance(0.94),
      description: random.chance(0.4) ? `${name}. Made in small runs, shipped flat where it can be.` : null,
    });
  }
  return all;
}
