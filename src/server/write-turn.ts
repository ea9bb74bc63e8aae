// Everything that all tabs are sent in one turn of the loop leaves together when the turn's sockets have been read: the
// write is what costs, and a write costs most where the other side sleeps and has to be woken for it.

/** What waits for the end of the turn. */
export interface Flushable {
  flush(): void;
}

/** So many wait at most: the first is not held up for long by what the others ask for. */
const maxWaiting = 256;

/** The writes of one turn of the loop, of all sockets of a server. */
export class WriteTurn {
  #waiting: Flushable[] = [];

  /** Flushes this one when the turn ends. To be called once until then. */
  add(link: Flushable): void {
    if (this.#waiting.length === 0) setImmediate(this.#end);
    this.#waiting.push(link);
    if (this.#waiting.length === maxWaiting) this.#end();
  }

  readonly #end = (): void => {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const link of waiting) link.flush();
  };
}
