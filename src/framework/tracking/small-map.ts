/** So many entries are looked through one by one before a Map is made. */
const maxLinear = 8;

/**
 * A Map for what is nearly always empty or holds one entry or two, and is cleared after each event: clearing a Map
 * makes a new table each time.
 */
export class SmallMap<K, V> {
  readonly #keys: K[] = [];
  readonly #values: V[] = [];
  #index: Map<K, number> | undefined;

  get size(): number {
    return this.#keys.length;
  }

  get(key: K): V | undefined {
    const at = this.#find(key);
    return at === -1 ? undefined : this.#values[at];
  }

  has(key: K): boolean {
    return this.#find(key) !== -1;
  }

  set(key: K, value: V): void {
    const at = this.#find(key);
    if (at !== -1) {
      this.#values[at] = value;
      return;
    }
    this.#keys.push(key);
    this.#values.push(value);
    if (this.#index !== undefined) this.#index.set(key, this.#keys.length - 1);
    else if (this.#keys.length > maxLinear) this.#index = new Map(this.#keys.map((known, index) => [known, index]));
  }

  /** In the order in which they were set first. */
  keys(): readonly K[] {
    return this.#keys;
  }

  values(): readonly V[] {
    return this.#values;
  }

  clear(): void {
    if (this.#index !== undefined) {
      this.#index = undefined;
      this.#keys.length = 0;
      this.#values.length = 0;
    }
    // Taking out one by one keeps the room that there is.
    while (this.#keys.length > 0) {
      this.#keys.pop();
      this.#values.pop();
    }
  }

  #find(key: K): number {
    return this.#index === undefined ? this.#keys.indexOf(key) : (this.#index.get(key) ?? -1);
  }
}
