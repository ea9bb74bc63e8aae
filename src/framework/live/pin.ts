import type { Block, BlockWatcher } from "./block.ts";

/** Keeps the blocks of a page alive from when they are found to when somebody watches them. */
export class Pin implements BlockWatcher {
  readonly #blocks = new Set<Block>();

  hold(blocks: readonly Block[]): void {
    for (const block of blocks) {
      block.watchers.add(this);
      this.#blocks.add(block);
    }
  }

  /** Lets go; a block that nobody watches ends. */
  release(unwatch: (block: Block, pin: Pin) => void): void {
    for (const block of this.#blocks) unwatch(block, this);
    this.#blocks.clear();
  }

  receive(): void {}
  receiveTotal(): void {}
  split(): void {}
  left(): void {}
  abandoned(): void {}
}
