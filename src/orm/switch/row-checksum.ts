import { createHash } from "node:crypto";
import type { Storage } from "../table-plan.ts";

const separator = "\u001f";

/** The sum over all rows of a table: the same whatever order they come in, another one for any other value. */
export class RowChecksum {
  readonly #kinds: readonly Storage["kind"][];
  #sum = 0n;
  #rows = 0;

  constructor(kinds: readonly Storage["kind"][]) {
    this.#kinds = kinds;
  }

  /** @param row values as JavaScript has them */
  add(row: readonly unknown[]): void {
    const text = row.map((value, at) => canonical(this.#kinds[at] ?? "text", value)).join(separator);
    const hash = createHash("sha256").update(text).digest();
    this.#sum = BigInt.asUintN(
      128,
      this.#sum + hash.readBigUInt64BE(0) * 0x1_0000_0000_0000_0000n + hash.readBigUInt64BE(8),
    );
    this.#rows++;
  }

  get rows(): number {
    return this.#rows;
  }

  /** 32 hexadecimal digits. */
  get text(): string {
    return this.#sum.toString(16).padStart(32, "0");
  }
}

/** A value as text, equal where the values are; its length in front, so that no two rows run together. */
function canonical(kind: Storage["kind"], value: unknown): string {
  if (value === null || value === undefined) return "-";
  const text = textOf(kind, value);
  return `${text.length}:${text}`;
}

function textOf(kind: Storage["kind"], value: unknown): string {
  if (value instanceof Date) return String(value.getTime());
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (kind === "json") return JSON.stringify(sorted(value));
  if (kind === "uuid") return String(value).toLowerCase();
  return Object.is(value, -0) ? "0" : String(value);
}

/** Members in the order of their names: databases keep JSON in orders of their own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
