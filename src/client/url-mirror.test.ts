import { beforeEach, expect, test } from "vitest";
import { UrlMirror } from "./url-mirror.ts";

let query: Readonly<Record<string, string>>;
let steps: string[];
let vars: Record<string, unknown>;
let mirror: UrlMirror;
const tab = new Map([["Checkout", new Set(["tab"])]]);

beforeEach(() => {
  query = {};
  steps = [];
  vars = { tab: "open", size: 10 };
  const address = {
    query: () => query,
    writeQuery: (next: Readonly<Record<string, string>>, how: "push" | "replace") => {
      query = next;
      steps.push(how);
    },
    go: () => {},
    reload: () => {},
  };
  mirror = new UrlMirror(address, (_state, name) => vars[name]);
  mirror.learn({ Checkout: { events: [], url: { tab: "tab", size: "n" } } });
});

test("writes a choice as a step that back takes back, typing in its place", () => {
  mirror.opened({});
  vars["tab"] = "paid";
  expect(mirror.changed(tab, "push")).toEqual({ tab: "paid" });
  vars["tab"] = "all";
  mirror.changed(tab, "replace");
  expect(query).toEqual({ tab: "all" });
  expect(steps).toEqual(["push", "replace"]);
});

test("leaves defaults out and other keys alone", () => {
  query = { page: "2", tab: "paid" };
  mirror.opened(query);
  vars["size"] = 20;
  mirror.changed(new Map([["Checkout", new Set(["size"])]]), "push");
  expect(query).toEqual({ page: "2", tab: "paid", n: "20" });
  vars["size"] = 10;
  mirror.changed(new Map([["Checkout", new Set(["size"])]]), "push");
  expect(query).toEqual({ page: "2", tab: "paid" });
});

test("writes nothing where nothing changed", () => {
  mirror.opened({});
  expect(mirror.changed(tab, "push")).toBeUndefined();
  expect(steps).toEqual([]);
});
