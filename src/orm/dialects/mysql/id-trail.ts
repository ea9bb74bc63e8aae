/** Numbers that were seen, with the holes between them: numbers are given out before they are committed. */
export class IdTrail {
  #newest: number;
  /** Missing numbers, and since when. */
  readonly #holes = new Map<number, number>();

  /** @param newest from the next number on all are of interest */
  constructor(newest: number) {
    this.#newest = newest;
  }

  /** The newest number that was seen. */
  get newest(): number {
    return this.#newest;
  }

  /** Numbers below it that were not. */
  get holes(): readonly number[] {
    return [...this.#holes.keys()];
  }

  /** Numbers that have been missing since before this time. */
  missingSince(time: number): readonly number[] {
    return [...this.#holes].filter(([, since]) => since < time).map(([id]) => id);
  }

  /** A number is there. @returns is it one that was not seen before? */
  see(id: number, now: number): boolean {
    if (id <= this.#newest) return this.#holes.delete(id);
    for (let missing = this.#newest + 1; missing < id; missing++) this.#holes.set(missing, now);
    this.#newest = id;
    return true;
  }

  /** These will never come. */
  drop(ids: Iterable<number>): void {
    for (const id of ids) this.#holes.delete(id);
  }
}
