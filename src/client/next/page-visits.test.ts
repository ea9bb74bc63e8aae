import { Window as HappyWindow } from "happy-dom";
import { beforeEach, expect, test } from "vitest";
import type { Client } from "../client.ts";
import type { PageAddress } from "../page-address.ts";
import { createAddressStore, type AddressStore } from "../react/address-store.ts";
import { PageVisits } from "./page-visits.ts";

let window: Window;
let opened: PageAddress[];
let answers: PromiseWithResolvers<void>[];
let address: AddressStore;
let visits: PageVisits;

const item = (id: string) => ({ route: "/items/[id]", params: { id }, states: ["Item"] });
const ticks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  window = new HappyWindow({ url: "http://localhost/items/7?tab=lines" }) as unknown as Window;
  opened = [];
  answers = [];
  address = createAddressStore(window);
  const open = (page: PageAddress): Promise<void> => {
    opened.push(page);
    const answer = Promise.withResolvers<void>();
    answers.push(answer);
    return answer.promise;
  };
  visits = new PageVisits({ open } as Partial<Client> as Client, address);
});

test("a page is opened with its parameters and the query, once however often it is entered", async () => {
  visits.enter(item("7"));
  visits.enter(item("7"));
  expect(opened).toEqual([{ route: "/items/[id]", params: { id: "7" }, query: { tab: "lines" } }]);
  expect(visits.statusOf(item("7"))).toBe("opening");
  answers[0]?.resolve();
  await ticks();
  expect(visits.statusOf(item("7"))).toBe("open");
  expect(visits.hasOpened).toBe(true);
});

test("other parameters are another page, and coming back opens it again", () => {
  visits.enter(item("7"));
  window.history.pushState(null, "", "/items/8");
  visits.enter(item("8"));
  window.history.pushState(null, "", "/items/7");
  visits.enter(item("7"));
  expect(opened.map(({ params }) => params["id"])).toEqual(["7", "8", "7"]);
});

test("a step of the history to another query opens the page again without hiding it", async () => {
  visits.enter(item("7"));
  answers[0]?.resolve();
  await ticks();
  window.history.pushState(null, "", "/items/7?tab=facts");
  await ticks();
  expect(opened.map(({ query }) => query)).toEqual([{ tab: "lines" }, { tab: "facts" }]);
  expect(visits.statusOf(item("7"))).toBe("open");
});

test("what the page itself writes into the query opens nothing", async () => {
  visits.enter(item("7"));
  address.write(() => window.history.pushState(null, "", "/items/7?tab=facts"));
  await ticks();
  expect(opened).toHaveLength(1);
  expect(address.query).toEqual({ tab: "facts" });
});

test("a page without States asks the server for nothing", () => {
  const page = { route: "/", params: {}, states: [] };
  visits.enter(page);
  expect(opened).toEqual([]);
  expect(visits.statusOf(page)).toBe("open");
  expect(visits.hasOpened).toBe(false);
});

test("a refused page tells why and can be tried again; an answer that comes late changes nothing", async () => {
  visits.enter(item("7"));
  answers[0]?.reject(new Error("no such item"));
  await ticks();
  expect(visits.statusOf(item("7"))).toEqual(new Error("no such item"));
  visits.retry();
  expect(visits.statusOf(item("7"))).toBe("opening");
  window.history.pushState(null, "", "/items/8");
  visits.enter(item("8"));
  answers[1]?.resolve();
  await ticks();
  expect(visits.statusOf(item("8"))).toBe("opening");
});
