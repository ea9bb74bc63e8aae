// One way of one direction, in a process of its own, so that what it holds can be seen: prints `{ ms, grownBytes }`.
import { closeSync, createWriteStream, openSync, statSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { once } from "node:events";
import Database from "better-sqlite3";
import { parse } from "csv-parse";
import { stringify } from "csv-stringify/sync";
import { importFields } from "../../src/crud/csv/csv-fields.ts";
import { exportCsv } from "../../src/crud/csv/export-csv.ts";
import { importCsv } from "../../src/crud/csv/import-csv.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import { db } from "../../src/orm/db.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import { recordTable } from "../../src/orm/records/record-table.ts";
import { creatableColumns, editableColumns, shownColumns } from "../../src/crud/writable-columns.ts";
import { columnNames, items } from "./items.ts";

const [, , way = "", file = "", csv = ""] = process.argv;
const signal = new AbortController().signal;

/** Memory that the process has at most, beyond what it had before the work: looked at after every piece. */
let highest = 0;
const look = (): void => void (highest = Math.max(highest, process.memoryUsage.rss()));

await warm();
const before = process.memoryUsage.rss();
const startedAt = performance.now();
const rows = await run();
const ms = performance.now() - startedAt;
look();
console.log(JSON.stringify({ ms, grownBytes: highest - before, rows }));

async function run(): Promise<number> {
  switch (way) {
    case "out-ours":
      return outOurs();
    case "out-hand":
      return outByHand();
    case "in-ours":
      return inOurs();
    default:
      return inByHand();
  }
}

/** Loads what either way needs: its code is no memory of the work. */
async function warm(): Promise<void> {
  stringify([["a"]]);
  parse("a\n");
  await connect();
}

async function connect(): Promise<void> {
  setCurrentDatabase(await openDatabase(`sqlite:${file}`));
}

async function outOurs(): Promise<number> {
  const handle = await openDatabase(`sqlite:${file}`);
  const target = createWriteStream(csv);
  const query = handle.database.select().from(items);
  for await (const piece of exportCsv(handle, query, { name: "items", request: {} }).body(signal)) {
    if (!target.write(piece)) await once(target, "drain");
    look();
  }
  target.end();
  await finished(target);
  return statSync(csv).size;
}

async function outByHand(): Promise<number> {
  const database = new Database(file, { readonly: true });
  const target = openSync(csv, "w");
  const select = `select ${columnNames.join(", ")} from bench_items order by id`;
  writeSync(target, stringify([columnNames]));
  let records: unknown[][] = [];
  for (const row of database.prepare(select).raw(true).iterate()) {
    const [id, title, stock, sold, price, seenAt, note] = row as unknown[]; // as: raw mode
    records.push([
      id,
      title,
      stock,
      sold === 1 ? "true" : "false",
      price,
      new Date(Number(seenAt)).toISOString(),
      note,
    ]);
    if (records.length < 250) continue;
    writeSync(target, stringify(records));
    records = [];
    look();
  }
  writeSync(target, stringify(records));
  closeSync(target);
  return statSync(csv).size;
}

async function inOurs(): Promise<number> {
  const columns = {
    shown: shownColumns(items, {}),
    create: creatableColumns(items, { create: true }),
    edit: editableColumns(items, {}),
  };
  const upload = importCsv(db, {
    request: {
      how: "write",
      delimiter: ",",
      columns: columnNames.map((field) => (field === "id" ? null : { field: fieldOf(field) })),
    },
    fields: importFields(items, columns, 2 ** 40),
    columns,
    writer: {
      table: recordTable(items),
      query: () => db.select().from(items),
      beforeCreate: () => undefined,
      beforeUpdate: () => undefined,
      beforeRemove: () => undefined,
      shown: (row) => row,
    },
    maxErrors: 10,
  });
  if (upload.type !== "upload") throw new TypeError("no upload");
  const source = await open(csv);
  const read = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { bytesRead, buffer } = await source.read(Buffer.allocUnsafe(65_536), 0, 65_536, null);
      if (bytesRead === 0) return;
      look();
      yield buffer.subarray(0, bytesRead);
    }
  };
  let created = 0;
  // The delimiter is said: the file is read once.
  for await (const line of upload.receive({ bytes: statSync(csv).size, read: onceOnly(read, source) }, signal)) {
    if ("created" in line) created = Number(line.created);
    if ("errors" in line && Array.isArray(line.errors) && line.errors.length > 0) console.error(line.errors[0]);
  }
  await source.close();
  return created;
}

/** Each read begins at the beginning. */
function onceOnly(
  read: () => AsyncGenerator<Uint8Array>,
  source: Awaited<ReturnType<typeof open>>,
): () => AsyncGenerator<Uint8Array> {
  let isFirst = true;
  return async function* () {
    if (!isFirst) throw new TypeError(`read twice: ${source.fd}`);
    isFirst = false;
    yield* read();
  };
}

function fieldOf(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

async function inByHand(): Promise<number> {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("cache_size = -65536");
  const names = columnNames.slice(1);
  const statement = (count: number) =>
    database.prepare(
      `insert into bench_items (${names.join(", ")}) values ${Array.from({ length: count }, () => `(${names.map(() => "?").join(", ")})`).join(", ")}`,
    );
  const batch = 500;
  const many = statement(batch);
  const parser = parse({ bom: true });
  const source = await open(csv);
  let [values, count, total, isHeader]: [unknown[], number, number, boolean] = [[], 0, 0, true];
  database.exec("begin immediate");
  const take = (): void => {
    for (let row: string[] | null; (row = parser.read()) !== null;) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      values.push(
        row[1],
        row[2],
        row[3] === "true" ? 1 : 0,
        row[4],
        Date.parse(row[5] ?? ""),
        row[6] === "" ? null : row[6],
      );
      if (++count < batch) continue;
      many.run(...values);
      total += count;
      [values, count] = [[], 0];
    }
    look();
  };
  for (;;) {
    const { bytesRead, buffer } = await source.read(Buffer.allocUnsafe(65_536), 0, 65_536, null);
    if (bytesRead === 0) break;
    parser.write(buffer.subarray(0, bytesRead));
    take();
  }
  parser.end();
  take();
  if (count > 0) statement(count).run(...values);
  database.exec("commit");
  await source.close();
  return total + count;
}
