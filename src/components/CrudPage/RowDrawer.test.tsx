// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../../tests/client/fake-server.ts";
import type { Client } from "../../client/client.ts";
import { createClient } from "../../client/create-client.ts";
import { memoryStorage } from "../../client/memory-storage.ts";
import { ClientContext } from "../../client/react/client-context.ts";
import { RemoteError } from "../../client/remote-error.ts";
import { RowsRef } from "../../client/rows-ref.ts";
import type { UpdateOutcome } from "../../protocol/crud.ts";
import type { FormField, FormMessage } from "../../protocol/form.ts";
import { RxProvider } from "../RxProvider/RxProvider.tsx";
import type { CrudView } from "./crud-view.ts";
import type { OpenRow } from "./open-row.ts";
import { RowDrawer } from "./RowDrawer.tsx";

const fields: readonly FormField[] = [
  { name: "note", kind: "text", label: "Note", max: 20, on: "both" },
  { name: "total", kind: "decimal", label: "Total", precision: 8, scale: 2, required: true, on: "both" },
];
const form: FormMessage = {
  t: "form",
  model: "Orders",
  singular: "Order",
  plural: "Orders",
  fields,
  key: ["id"],
  display: [],
  may: { create: true, update: true, remove: true },
};
const row: OpenRow = { key: 7, session: 0, values: { id: 9, note: "old", total: "10.00" }, known: {} };

let client: Client;
let root: Root;
let container: HTMLElement;
let updates: unknown[];
let outcome: () => Promise<UpdateOutcome>;
let closed: unknown[];

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

beforeEach(() => {
  const server = new FakeServer();
  client = createClient({
    url: "ws://x",
    build: "b",
    socket: server.socket,
    clock: server.clock,
    storage: memoryStorage(),
  });
  container = document.createElement("div");
  document.body.append(container);
  root = createRoot(container);
  updates = [];
  closed = [];
  outcome = async () => ({ outcome: "saved" });
});

afterEach(() => {
  act(() => root.unmount());
  container.remove();
  client.close();
});

const crud: CrudView = {
  id: "Orders",
  rows: new RowsRef("Orders", "rows", { "~r": 1, columns: fields, keyed: true }),
  create: async (made) => ({ id: 10, ...made }),
  update: (change) => {
    updates.push(change);
    return outcome();
  },
  bulkUpdate: async () => 1,
  previewRemove: async () => ({ rows: 1, goesWith: [], keptBy: [] }),
  bulkRemove: async () => 1,
  exportCsv: async () => ({ url: "/x", name: "orders.csv" }),
  importCsv: async () => ({ url: "/x", name: "orders.csv" }),
};

async function show(open?: OpenRow): Promise<void> {
  await act(async () =>
    root.render(
      <RxProvider>
        <ClientContext value={client}>
          <RowDrawer crud={crud} form={form} row={open} onClose={(saved) => closed.push(saved?.row ?? "kept")} />
        </ClientContext>
      </RxProvider>,
    ),
  );
}

function field(name: string): HTMLInputElement {
  return document.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
}

async function type(name: string, value: string): Promise<void> {
  const input = field(name);
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

async function press(key: string, options: KeyboardEventInit = {}): Promise<void> {
  await act(async () => {
    field("note").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...options }));
  });
}

async function click(name: string): Promise<void> {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent?.startsWith(name));
  await act(async () => button!.click());
}

function text(): string {
  return document.body.textContent ?? "";
}

test("Ctrl+Enter saves the fields that were changed with what was shown, and nothing else", async () => {
  await show(row);
  await type("note", "new");
  expect(text()).toContain("1 unsaved change");
  await press("Enter", { ctrlKey: true });
  expect(updates).toEqual([{ key: 7, changes: { note: "new" }, was: { note: "old" } }]);
  expect(closed).toEqual([{ id: 9, note: "new", total: "10.00" }]);
});

test("a value that the model refuses is told at its field, counted in the footer, and not sent", async () => {
  await show(row);
  await type("note", "x".repeat(21));
  await press("Enter", { ctrlKey: true });
  expect(text()).toContain("Use at most 20 characters, not 21.");
  expect(text()).toContain("1 to fix");
  expect(document.activeElement).toBe(field("note"));
  expect(updates).toEqual([]);
});

test("what the server refuses is told at its field and goes when the field is typed into", async () => {
  outcome = async () => {
    throw new RemoteError({ code: "rejected", error: { code: "REJECTED", message: "Taken.", field: "note" } });
  };
  await show(row);
  await type("note", "new");
  await click("Save order");
  expect(text()).toContain("Taken.");
  await type("note", "newer");
  expect(text()).not.toContain("Taken.");
  expect(closed).toEqual([]);
});

test("an overlap shows both values, and the choice decides what the next save compares with", async () => {
  outcome = async () => ({ outcome: "conflict", current: { note: "theirs" } });
  await show(row);
  await type("note", "mine");
  await click("Save order");
  expect(text()).toContain("Note was changed by somebody else, too");
  expect(text()).toContain("theirs");
  outcome = async () => ({ outcome: "saved" });
  await click("Use mine");
  expect(document.activeElement).toBe(field("note"));
  await press("Enter", { ctrlKey: true });
  expect(updates.at(-1)).toEqual({ key: 7, changes: { note: "mine" }, was: { note: "theirs" } });
  expect(closed).toHaveLength(1);
});

test("Esc with unsaved changes asks first, and keeps them where that is wanted", async () => {
  await show(row);
  await type("note", "new");
  await press("Escape");
  expect(text()).toContain("Discard 1 unsaved change?");
  expect(closed).toEqual([]);
  const keep = [...document.querySelectorAll("button")].find((one) => one.textContent === "Keep editing");
  await act(async () => void keep!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })));
  expect(closed).toEqual([]);
  expect(field("note").value).toBe("new");
  await click("Cancel");
  await click("Discard");
  expect(closed).toEqual(["kept"]);
});

test("what others saved moves untouched fields and leaves the draft", async () => {
  await show(row);
  await type("note", "mine");
  await show({ ...row, values: { ...row.values, note: "theirs", total: "11.00" } });
  expect(field("note").value).toBe("mine");
  expect(field("total").value).toBe("11.00");
  expect(text()).toContain("Changed by somebody else, too");
});

test("a new row is made with the fields that were filled", async () => {
  await show();
  await type("total", "5.00");
  await press("Enter", { ctrlKey: true });
  expect(closed).toEqual([{ id: 10, total: "5.00" }]);
});
