// @vitest-environment happy-dom
// @vitest-environment-options {"url": "http://127.0.0.1/"}
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RowsRef } from "../../../client/rows-ref.ts";
import type { CsvAnswer, CsvImport } from "../../../protocol/crud.ts";
import type { FormMessage } from "../../../protocol/form.ts";
import { RxProvider } from "../../RxProvider/RxProvider.tsx";
import type { CrudView } from "../crud-view.ts";
import { ImportDialog } from "./ImportDialog.tsx";
import type { ImportFields } from "./targets.ts";

const fields: ImportFields = {
  fields: [
    { name: "id", label: "ID", kind: "id" },
    { name: "name", label: "Name", kind: "text", required: true },
  ],
  keys: [["id"]],
  maxBytes: 2048,
};
const form: FormMessage = {
  t: "form",
  model: "Customers",
  singular: "Customer",
  plural: "Customers",
  fields: [],
  key: ["id"],
  display: ["name"],
  may: { create: true },
};
const look: CsvAnswer = {
  type: "look",
  delimiter: ";",
  header: ["ID", "Name", "Colour"],
  sample: [["4", "Ann", "red"]],
  columns: [{ field: "id" }, { field: "name" }, null],
};

let server: Server;
let root: Root;
let answers: readonly CsvAnswer[];
let asked: CsvImport[];
let bodies: string[];
let isClosed: boolean;

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

beforeEach(async () => {
  server = createServer((request, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "*");
    if (request.method === "OPTIONS") return void response.end();
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      bodies.push(Buffer.concat(parts).toString());
      response.end(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  [asked, bodies, isClosed] = [[], [], false];
  const container = document.body.appendChild(document.createElement("div"));
  root = createRoot(container);
  await act(async () =>
    root.render(
      <RxProvider>
        <ImportDialog crud={crud} form={form} fields={fields} onClose={() => (isClosed = true)} />
      </RxProvider>,
    ),
  );
});

afterEach(async () => {
  act(() => root.unmount());
  document.body.replaceChildren();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const refuse = async (): Promise<never> => {
  throw new Error("not asked for here");
};
const crud: CrudView = {
  id: "Customers",
  rows: new RowsRef("Customers", "rows", { "~r": 1, columns: [], keyed: true }),
  create: refuse,
  update: refuse,
  bulkUpdate: refuse,
  previewRemove: refuse,
  bulkRemove: refuse,
  exportCsv: refuse,
  importCsv: async (how) => {
    asked.push(how);
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, name: "x" }; // as: it listens on a port
  },
};

async function choose(text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  Object.defineProperty(input, "files", { value: [new File([text], "new.csv")], configurable: true });
  await act(async () => void input.dispatchEvent(new Event("change", { bubbles: true })));
}

function button(name: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll("button")].find((one) => one.textContent === name);
}

async function click(name: string): Promise<void> {
  await act(async () => button(name)!.click());
}

/** Draws what has come in until it holds: a failed expectation within act() would lose what it was to draw. */
async function until(holds: () => void): Promise<void> {
  const look = async (): Promise<void> => {
    await act(async () => {});
    holds();
  };
  await vi.waitFor(look, 8_000);
}

/** Waits until it is said. */
function says(text: string): Promise<void> {
  return until(() => expect(document.body.textContent.includes(text), text).toBe(true));
}

test("a check names rows with errors and asks for nothing to be written; they are left out only where that is said", async () => {
  answers = [look];
  await choose("ID;Name;Colour\n4;Ann;red");
  await says("Change those with the same ID");
  expect(asked).toEqual([{ how: "look" }]);
  const error = { line: 3, field: "name", found: "", message: "Name is needed." };
  const outcome = { written: false, rows: 3, created: 1, updated: 1, failed: 1, errors: [error] };
  answers = [
    { type: "progress", bytes: 9, rows: 3 },
    { type: "done", ...outcome },
  ];
  await click("Check");
  await says("1 customer new, 1 changed, 1 row with errors");
  await says("Name is needed.");
  const plan = { columns: [{ field: "id" }, { field: "name" }, null], key: ["id"], delimiter: ";" };
  expect(asked.at(-1)).toEqual({ how: "check", onError: "stop", ...plan });
  expect(button("Import 2 customers")?.disabled).toBe(true);
  await act(async () => document.querySelector<HTMLInputElement>("input[type=checkbox]")!.click());
  answers = [{ type: "done", ...outcome, written: true }];
  await click("Import 2 customers");
  await until(() => expect(isClosed).toBe(true));
  expect(asked.at(-1)).toEqual({ how: "write", onError: "skip", ...plan });
  expect(bodies.at(-1)).toBe("ID;Name;Colour\n4;Ann;red");
});

test("a file that is too large is not sent", async () => {
  await choose("x".repeat(2049));
  await says("Choose a file of at most 2 KB");
  expect(asked).toEqual([]);
});

test("what the server cannot read is said, and the file can be another", async () => {
  answers = [{ type: "failed", error: { code: "COLUMN_NOT_ALLOWED", message: "No such column." } }];
  await choose("bad");
  await says("No such column.");
  answers = [look];
  await choose("ID;Name;Colour");
  await says("Change those with the same ID");
  expect(document.body.textContent).not.toContain("No such column.");
});
