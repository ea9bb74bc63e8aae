/** Where the mouse is over an element, for questions between its moves. A finger is no pointer: it rests nowhere. */
export class Pointer {
  readonly #element: HTMLElement;
  readonly #stop = new AbortController();
  #at: { readonly x: number; readonly y: number } | undefined;
  #isDown = false;

  constructor(element: HTMLElement, moved: () => void) {
    this.#element = element;
    const { signal } = this.#stop;
    element.addEventListener(
      "pointermove",
      ({ pointerType, clientX, clientY }) => {
        this.#at = pointerType === "mouse" ? { x: clientX, y: clientY } : undefined;
        moved();
      },
      { signal, passive: true },
    );
    element.addEventListener(
      "pointerleave",
      () => {
        this.#at = undefined;
        moved();
      },
      { signal, passive: true },
    );
    element.addEventListener("pointerdown", () => (this.#isDown = true), { signal, passive: true });
    for (const type of ["pointerup", "pointercancel"] as const) {
      window.addEventListener(type, () => (this.#isDown = false), { signal, passive: true });
    }
  }

  get isInside(): boolean {
    return this.#at !== undefined;
  }

  get isDown(): boolean {
    return this.#isDown;
  }

  /** The id of the row under the mouse. */
  rowId(): string | undefined {
    if (this.#at === undefined) return undefined;
    const found = document.elementFromPoint(this.#at.x, this.#at.y)?.closest("[row-id]");
    if (found === null || found === undefined || !this.#element.contains(found)) return undefined;
    return found.getAttribute("row-id") ?? undefined;
  }

  stop(): void {
    this.#stop.abort();
  }
}
