import type { Engine } from "./peers.ts";

/** How an engine is run. */
interface RunnerOptions {
  /** Changes of a round. Fewer than the shortest list has rows, so that within a round no row is met twice. */
  readonly changes: number;
  /** What is appended stays, and the engine never rests. */
  readonly isGrowing: boolean;
}

/** An engine at work on one case, in rounds of changes; between rounds it rests, untimed. */
export class Runner {
  readonly #engine: Engine;
  readonly #options: RunnerOptions;
  #step = 0;
  /** The mean µs of one change, by round, and the bytes of the last one. */
  readonly us: number[] = [];
  readonly bytes: number[] = [];

  constructor(engine: Engine, options: RunnerOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  /** Changes, timed; the mean µs of one. */
  round(): number {
    const { changes, isGrowing } = this.#options;
    if (!isGrowing) this.#engine.rest();
    let text = "";
    const startedAt = performance.now();
    for (let change = 0; change < changes; change++) text = this.#engine.change(this.#step++);
    const us = ((performance.now() - startedAt) * 1_000) / changes;
    this.us.push(us);
    this.bytes.push(Buffer.byteLength(text));
    return us;
  }
}
