import type { ModelTable } from "./model-table.ts";

/** Counts values that a model's column cannot hold to the last digit: they are rounded on the way. */
export class PrecisionWatch {
  readonly #counts = new Map<string, number>();

  /** @param raw as the driver gave it; `values` as the model reads it */
  look(table: ModelTable, raw: readonly unknown[], values: readonly unknown[]): void {
    for (const [at, { name, kind }] of table.columns.entries()) {
      if (!isRounded(kind, raw[at], values[at])) continue;
      const column = `${table.name}.${name}`;
      this.#counts.set(column, (this.#counts.get(column) ?? 0) + 1);
    }
  }

  /** In words, one line for each column. */
  get lines(): readonly string[] {
    return [...this.#counts].map(
      ([column, count]) => `precision: ${count} values of ${column} are finer than the model, and were rounded`,
    );
  }
}

function isRounded(kind: string, raw: unknown, value: unknown): boolean {
  if (raw === null || raw === undefined) return false;
  if (kind === "timestamp") return typeof raw === "string" && /\.\d{3}\d*[1-9]/.test(raw);
  if (kind !== "decimal") return false;
  // Within the noise of a floating point number the text is what was meant.
  if (typeof raw === "number") return Math.abs(raw - Number(value)) > Math.abs(raw) * 1e-14;
  return trimmed(String(raw)) !== trimmed(String(value));
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
