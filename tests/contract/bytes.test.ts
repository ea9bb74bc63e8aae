import { describe, expect } from "vitest";
import { bytes, eq, id, inArray, isNull, model, text } from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const files = model("bytes_files", { id: id(), name: text(), data: bytes() });
const models = { files };

describe("bytes", () => {
  for (const [name, data] of [
    ["none", []],
    ["those that end a text", [0, 255, 0, 1]],
    ["quotes, backslashes and line breaks", [34, 39, 92, 10, 13, 96]],
    ["broken UTF-8", [0xc3, 0x28, 0xed, 0xa0, 0x80]],
    ["every one", Array.from({ length: 256 }, (_, at) => at)],
  ] as const)
    onEachDatabase(models, name, async (db) => {
      const [row] = await db
        .insert(files)
        .values({ data: new Uint8Array(data) })
        .returning();
      expect(row?.data).toBeInstanceOf(Uint8Array);
      expect([...(row?.data ?? [])]).toEqual(data);
    });

  onEachDatabase(models, "a Buffer, and a part of one", async (db) => {
    const whole = Buffer.from("abcdef");
    await db.insert(files).values([{ data: whole }, { data: new Uint8Array(whole.buffer, whole.byteOffset + 2, 2) }]);
    const rows = await db.select().from(files).orderBy(files.id);
    expect(rows.map(({ data }) => Buffer.from(data ?? []).toString())).toEqual(["abcdef", "cd"]);
  });

  onEachDatabase(models, "half a megabyte", async (db) => {
    const data = Uint8Array.from({ length: 512 * 1024 }, (_, at) => (at * 31) % 256);
    await db.insert(files).values({ data });
    const [row] = await db.select().from(files);
    expect(Buffer.compare(Buffer.from(row?.data ?? []), Buffer.from(data))).toBe(0);
  });

  onEachDatabase(models, "are found by their value, and may be NULL", async (db) => {
    const [a, b] = [new Uint8Array([1, 0, 2]), new Uint8Array([1, 0, 3])];
    await db.insert(files).values([
      { name: "a", data: a },
      { name: "b", data: b },
      { name: "c", data: null },
    ]);
    expect(await db.select({ name: files.name }).from(files).where(eq(files.data, a))).toEqual([{ name: "a" }]);
    expect(await db.$count(files, inArray(files.data, [a, b]))).toBe(2);
    expect(await db.$count(files, isNull(files.data))).toBe(1);
  });
});
