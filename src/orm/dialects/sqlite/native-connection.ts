import Database from "better-sqlite3";

/** One connection of the driver with its prepared statements. Every call is synchronous. */
export class NativeConnection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #maxStatements = 500;

  constructor(file: string, readonly: boolean) {
    // The driver's own waiting would block the loop of every tab: 25 ms, then whoever calls tries again later.
    this.#database = new Database(file, { readonly, timeout: 25 });
    for (const pragma of pragmas(readonly)) this.#database.pragma(pragma);
    this.#database.function("rx_lower", { deterministic: true }, (text: unknown) =>
      typeof text === "string" ? text.toLowerCase() : text,
    );
  }

  /** Does this text only read? */
  isReader(text: string): boolean {
    return this.#prepare(text).readonly;
  }

  /** Does this text give rows, be it by RETURNING or as a pragma? */
  givesRows(text: string): boolean {
    return this.#prepare(text).reader;
  }

  /** Rows as arrays in the order of the selected fields. */
  rows(text: string, params: readonly unknown[], options?: { readonly bigints?: boolean }): unknown[][] {
    const statement = this.#prepare(text);
    if (!statement.reader) {
      statement.run(...params);
      return [];
    }
    const rows = statement
      .raw(true)
      .safeIntegers(options?.bigints ?? false)
      .all(...params);
    return rows as unknown[][]; // as: raw mode gives arrays
  }

  /** Rows as objects by the names that the database gives; integers beyond 2^53 as bigint, all others as numbers. */
  objects(text: string, params: readonly unknown[]): Record<string, unknown>[] {
    const statement = this.#prepare(text);
    if (!statement.reader) {
      statement.run(...params);
      return [];
    }
    const rows = statement
      .raw(false)
      .safeIntegers(true)
      .all(...params) as Record<string, unknown>[]; // as: object mode
    for (const row of rows)
      for (const [name, value] of Object.entries(row))
        if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) row[name] = Number(value);
    return rows;
  }

  /** Rows as arrays, one after another; the connection can do nothing else meanwhile. */
  *iterate(text: string, params: readonly unknown[], options?: { readonly bigints?: boolean }): Generator<unknown[]> {
    // A statement of its own: the cached one may be wanted by somebody else before the last row.
    const statement = this.#database
      .prepare(text)
      .raw(true)
      .safeIntegers(options?.bigints ?? false);
    for (const row of statement.iterate(...params)) yield row as unknown[]; // as: raw mode gives arrays
  }

  /** How many rows were written. */
  run(text: string, params: readonly unknown[]): number {
    const statement = this.#prepare(text);
    return statement.reader ? statement.raw(true).all(...params).length : statement.run(...params).changes;
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** Several statements at once, without parameters. */
  script(text: string): void {
    this.#database.exec(text);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  // Least recently used first: a Map keeps the order in which keys were set.
  #prepare(text: string): Database.Statement {
    const cached = this.#statements.get(text);
    if (cached) {
      this.#statements.delete(text);
      this.#statements.set(text, cached);
      return cached;
    }
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    if (this.#statements.size > this.#maxStatements) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    return statement;
  }
}

function pragmas(readonly: boolean): readonly string[] {
  return [
    ...(readonly ? [] : ["journal_mode = WAL"]),
    "synchronous = FULL",
    "foreign_keys = ON",
    "case_sensitive_like = ON",
    "cache_size = -65536",
    "temp_store = MEMORY",
  ];
}
