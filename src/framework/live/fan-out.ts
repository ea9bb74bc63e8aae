// Invariant: what is pushed reaches a watcher in the order in which it was pushed.

interface Job<W> {
  readonly watchers: (W | undefined)[];
  readonly deliver: (watcher: W) => void;
  next: number;
}

/** Sends what many watchers share, so many sockets at a time, with turns for everything else between. */
export class FanOut<W> {
  readonly #jobs: Job<W>[] = [];
  readonly #chunk: number;
  readonly #later: (callback: () => void) => void;
  #isWaiting = false;

  constructor(chunk: number, later: (callback: () => void) => void) {
    this.#chunk = chunk;
    this.#later = later;
  }

  /** Delivers to all who watch now. */
  push(watchers: ReadonlySet<W>, deliver: (watcher: W) => void): void {
    if (watchers.size === 0) return;
    this.#jobs.push({ watchers: Array.from(watchers), deliver, next: 0 });
    if (!this.#isWaiting) this.#run();
  }

  /** Delivers at once what waits for these watchers: something else is about to be sent to them. */
  settle(watchers: ReadonlySet<W>): void {
    for (const job of this.#jobs) {
      for (let index = job.next; index < job.watchers.length; index++) {
        const watcher = job.watchers[index];
        if (!watcher || !watchers.has(watcher)) continue;
        job.watchers[index] = undefined;
        job.deliver(watcher);
      }
    }
  }

  #run(): void {
    let left = this.#chunk;
    for (let job = this.#jobs[0]; job; job = this.#jobs[0]) {
      while (job.next < job.watchers.length && left > 0) {
        const watcher = job.watchers[job.next];
        job.watchers[job.next++] = undefined;
        if (watcher) job.deliver(watcher);
        left--;
      }
      if (job.next < job.watchers.length) break;
      this.#jobs.shift();
    }
    this.#isWaiting = this.#jobs.length > 0;
    if (this.#isWaiting) this.#later(() => this.#run());
  }
}
