import type { Page } from "playwright-core";

/** Where the scrollbar led, and how long it took. */
export interface Jump {
  /** From the scrollbar's new place to the first painted frame in which all rows in view have their text. */
  readonly ms: number;
  /** Index of the first row in view, as its reader is told it. */
  readonly index: number;
}

/** Puts the scrollbar of the page's table to a share of its way and waits for the rows. */
export function jump(page: Page, share: number): Promise<Jump> {
  return page.evaluate(jumpInPage, share);
}

/** Runs in the page: it can use nothing of this file. The same for ours and for the peer: both are AG Grid's elements. */
function jumpInPage(share: number): Promise<Jump> {
  const grid = document.querySelector<HTMLElement>("[role=grid]");
  if (grid === null) throw new Error("no table in the page");
  const scroller = grid.matches(".ag-grid-viewport")
    ? grid
    : (grid.querySelector<HTMLElement>(".ag-grid-viewport, .ag-body-viewport") ?? grid);
  const giveUpMs = 10_000;

  const rowsInView = (): readonly { readonly row: HTMLElement; readonly top: number; readonly bottom: number }[] =>
    [...grid.querySelectorAll<HTMLElement>(".ag-row[row-id]")].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return { row, top, bottom };
    });
  /** Index of the first row in view; undefined as long as a place in view has no row with text. */
  const filled = (): number | undefined => {
    const top = grid.querySelector("[role=columnheader]")?.getBoundingClientRect().bottom ?? 0;
    const bottom = scroller.getBoundingClientRect().top + scroller.clientHeight;
    const rows = rowsInView();
    let first: number | undefined;
    for (let y = top + 1; y < bottom - 1; y += 12) {
      const at = rows.find((one) => one.top <= y && one.bottom > y);
      if (at === undefined || !/\d/.test(at.row.querySelector("[col-id=id]")?.textContent ?? "")) return undefined;
      // The header is row 1.
      first ??= Number(at.row.getAttribute("aria-rowindex")) - 2;
    }
    return first;
  };

  return new Promise((resolve, reject) => {
    // Inside of requestAnimationFrame the frame is not drawn yet; a message posted from it comes after the paint.
    const { port1, port2 } = new MessageChannel();
    const next = (): number => requestAnimationFrame(() => port1.postMessage(0));
    const begun = performance.now();
    scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
    port2.onmessage = () => {
      const ms = performance.now() - begun;
      const index = filled();
      if (index !== undefined) resolve({ ms, index });
      else if (ms > giveUpMs) reject(new Error(`rows still not filled ${giveUpMs} ms after the jump to ${share}`));
      else next();
    };
    next();
  });
}
