import { modelByName } from "../../model-registry.ts";
import { Cascades } from "../../session/cascades.ts";
import type { RemoteDialect } from "./remote-dialect.ts";
import type { RemotePool } from "./remote-pool.ts";

/** Which names are tables, and which tables a write reaches by cascading foreign keys; read from the database itself. */
export class RemoteSchema {
  readonly #pool: RemotePool;
  readonly #dialect: RemoteDialect;
  #tables = new Set<string>();
  #cascades = new Cascades([]);
  #collated = new Set<string>();
  /** Tables with triggers or columns that are computed. */
  #busy = new Set<string>();
  /** Names that were no tables when somebody looked. */
  #others = new Set<string>();
  #reading: Promise<void> | undefined;

  constructor(pool: RemotePool, dialect: RemoteDialect) {
    this.#pool = pool;
    this.#dialect = dialect;
  }

  /** Those of the names that are tables: of the database, or of the app's models. */
  tablesAmong(names: Iterable<string>): string[] {
    const found: string[] = [];
    for (const name of names) {
      if (this.#tables.has(name) || modelByName(name)) found.push(name);
      else if (!this.#others.has(name)) {
        this.#others.add(name);
        // It may have been made by somebody else since. Whoever asks next has the answer; a failure is met by the query itself.
        this.refresh().catch(() => undefined);
      }
    }
    return found;
  }

  /** Is there a table or a view of this name? */
  has(name: string): boolean {
    return this.#tables.has(name);
  }

  /** May an update of this table change more columns than it names? */
  changesMore(table: string): boolean {
    return this.#busy.has(table);
  }

  /** Tables whose rows go or change with those of this one, at any distance. */
  reachedBy(table: string, write: "onDelete" | "onUpdate"): ReadonlySet<string> {
    return this.#cascades.reachedBy(table, write);
  }

  /** Are texts of this column ordered by their bytes? */
  ordersByBytes(table: string, column: string): boolean {
    return !this.#collated.has(`${table}\0${column}`);
  }

  /** Reads the schema again; several who ask at once share one reading. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { tablesText, foreignKeysText, collatedText, busyText } = this.#dialect;
    const [tables, keys, collated, busy] = await Promise.all(
      [tablesText, foreignKeysText, collatedText, busyText].map((text) =>
        this.#pool.run({ text, params: [], asArrays: true }),
      ),
    );
    this.#tables = new Set(asRows(tables).map(([name]) => String(name)));
    this.#others = new Set([...this.#others].filter((name) => !this.#tables.has(name)));
    this.#cascades = new Cascades(asRows(keys));
    this.#busy = new Set(asRows(busy).map(([name]) => String(name)));
    this.#collated = new Set(asRows(collated).map(([table, column]) => `${String(table)}\0${String(column)}`));
  }
}

function asRows(result: { readonly rows: unknown[] } | undefined): readonly unknown[][] {
  return (result?.rows ?? []) as unknown[][]; // as: asked for as arrays
}
