import type { customers } from "../models.ts";
import { dayMs, lastDay, toDay } from "./days.ts";
import type { Random } from "./random.ts";

type Customer = typeof customers.$inferInsert;

const firsts =
  "Alder Amber Arden Ashgrove Aspen Atlas Beacon Birch Blackwood Bluebell Bramble Briar Brightwater Calder Cedar Chestnut Clover Cobalt Copper Coral Corvid Cypress Dahlia Drift Eastgate Elder Ember Fairfax Falcon Fernhill Fieldstone Fjord Foxglove Gable Garnet Glen Granite Greyfriars Harbour Hawthorn Hazel Heather Heron Highfield Hollow Horizon Indigo Ironbridge Ivy Jasper Juniper Kestrel Kingsley Lakeside Larkspur Laurel Linden Lumen Magpie Maple Marlowe Meadow Meridian Millbrook Mistral Moss Northgate Oakfield Ochre Onyx Orchard Osprey Otter Pebble Pine Poplar Quarry Quill Ravenna Redwood Ridgeway Riverbend Rowan Saffron Sage Saltmarsh Sandpiper Shale Silverlake Sorrel Sparrow Spruce Stonebridge Summit Swan Sycamore Tamarind Teal Thistle Thornbury Tideline Timber Topaz Umber Upland Valley Vesper Vester Violet Walnut Waterside Waverley Westbrook Whitby Wildrose Willow Winterbourne Wisteria Woodlark Wren Yarrow Yew Zephyr Zinnia".split(
    " ",
  );

const trades =
  "Apothecary|Architects|Bakery|Bikes|Books|Brewery|Butchers|Cafe|Candles|Carpentry|Catering|Ceramics|Cheese|Chocolates|Cider|Clinic|Clothing|Coffee Roasters|Craft Supplies|Cycles|Dairy|Deli|Dental|Design|Distillery|Drapers|Electrics|Events|Farm Shop|Fisheries|Fitness|Florists|Flooring|Frames|Furniture|Galleries|Garden Centre|Glassworks|Grocers|Guest House|Hardware|Hotel|Interiors|Ironmongers|Jewellers|Joinery|Kitchens|Labs|Laundry|Leather|Lighting|Linens|Logistics|Market|Mills|Motors|Music|Nurseries|Optics|Outdoor|Paints|Paper|Pharmacy|Photo|Pottery|Press|Print Works|Records|Restaurant|School|Shoes|Spa|Spices|Sports|Stationers|Studio|Surveyors|Tailors|Tea Rooms|Textiles|Tiles|Timber Yard|Tools|Toys|Trading|Travel|Upholstery|Vets|Vineyards|Yoga".split(
    "|",
  );

const places = {
  Nordics: ["Turku", "Oslo", "Bergen", "Aarhus", "Malmö", "Tampere", "Reykjavik", "Gothenburg"],
  "UK & Ireland": ["Bristol", "Leeds", "Galway", "Glasgow", "Cardiff", "Dublin", "York", "Norwich"],
  DACH: ["Graz", "Leipzig", "Basel", "Bremen", "Linz", "Freiburg", "Zürich", "Münster"],
  Benelux: ["Ghent", "Utrecht", "Liège", "Haarlem", "Antwerp", "Groningen"],
  "Southern Europe": ["Valencia", "Porto", "Bologna", "Turin", "Seville", "Nîmes"],
  "North America": ["Portland", "Halifax", "Madison", "Boulder", "Asheville", "Ottawa"],
} as const;

const notes = [
  "Pays by invoice, thirty days.",
  "Deliver to the loading bay.",
  "Closed on Mondays.",
  "Prefers one delivery a month.",
  "Ask for the purchase number first.",
];

/** Shops and small companies; no two have the same name. */
export function makeCustomers(random: Random, count: number): Customer[] {
  const regions = Object.keys(places) as (keyof typeof places)[]; // as: the keys are written above
  const all: Customer[] = [];
  // Every pair of words once, in an order that only looks mixed: the step has no divisor in common with their number.
  const pairs = firsts.length * trades.length;
  for (let at = 0; at < Math.min(count, pairs); at++) {
    const pair = (at * 7919 + 13) % pairs;
    const name = `${firsts[Math.floor(pair / trades.length)] ?? ""} ${trades[pair % trades.length] ?? ""}`;
    const region = random.pick(regions);
    const status = random.chance(0.14) ? "lead" : random.chance(0.12) ? "churned" : "active";
    all.push({
      name,
      city: random.pick(places[region]),
      region,
      email: `${random.pick(["info", "office", "orders", "hello"])}@${name.toLowerCase().replace(/[^a-z]+/g, "-")}.example`,
      status,
      creditLimit: status === "lead" ? "0.00" : `${random.whole(2, 60) * 500}.00`,
      note: random.chance(0.15) ? random.pick(notes) : null,
      since: toDay(lastDay - Math.floor(random.next() ** 1.4 * 3 * 365 + 30) * dayMs),
    });
  }
  return all;
}
