/** Lines from somebody who works on to somebody who reads: of those that wait only the newest is kept, and the last one always comes. */
export class LineChannel<T> implements AsyncIterable<T> {
  #waiting: T | undefined;
  #wake: (() => void) | undefined;
  #last: Promise<T> | undefined;
  #isOver = false;

  push(line: T): void {
    this.#waiting = line;
    this.#wake?.();
  }

  /** What ends it: its value is the last line, what it throws is thrown to the reader. */
  endWith(last: Promise<T>): void {
    this.#last = last;
    const over = (): void => {
      this.#isOver = true;
      this.#wake?.();
    };
    last.then(over, over);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    while (!this.#isOver) {
      const line = this.#waiting;
      this.#waiting = undefined;
      if (line !== undefined) yield line;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (this.#last !== undefined) yield await this.#last;
  }
}
