import type { SharedFrame } from "../ports/link.ts";
import type { BlockWatcher } from "./block.ts";

/** Sees of a live query how many rows it has, and none of them. */
export class TotalWatcher implements BlockWatcher {
  readonly #view: Pick<BlockWatcher, "receiveTotal">;

  constructor(view: Pick<BlockWatcher, "receiveTotal">) {
    this.#view = view;
  }

  receiveTotal(frame: SharedFrame): void {
    this.#view.receiveTotal(frame);
  }

  receive(): void {}
  split(): void {}
  left(): void {}
  abandoned(): void {}
}
