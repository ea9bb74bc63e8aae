import type { Locator, Page } from "playwright-core";

/** A table of a page as its reader finds it: by header, by the number of a row, by what stands in a cell. */
export class TableOnPage {
  readonly page: Page;
  readonly grid: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole("grid");
  }

  /** Waits for rows. */
  async ready(): Promise<void> {
    await this.grid.locator('[role=row][row-id]:not([row-id^="~"])').nth(5).waitFor();
  }

  header(name: string): Locator {
    return this.page.getByRole("columnheader", { name, exact: true });
  }

  /** Sorts by a column as a click on its header does; with `add` beside those that are there. */
  async sortBy(name: string, { add = false } = {}): Promise<void> {
    // Its name, and its place where there are several; the second button is its menu.
    const button = this.header(name).getByRole("button").first();
    await button.click(add ? { modifiers: ["Shift"] } : {});
  }

  row(id: number): Locator {
    const number = this.page.getByRole("gridcell", { name: `#${id}`, exact: true });
    return this.grid.getByRole("row").filter({ has: number });
  }

  async cell(id: number, column: string): Promise<Locator> {
    const index = await this.header(column).getAttribute("aria-colindex");
    return this.row(id).locator(`[role=gridcell][aria-colindex="${index}"]`);
  }

  async text(id: number, column: string): Promise<string> {
    return ((await (await this.cell(id, column)).textContent()) ?? "").trim();
  }

  /** Numbers of the rows in view, from the top. */
  ids(): Promise<number[]> {
    return this.grid.evaluate((grid) => {
      const box = grid.getBoundingClientRect();
      const header = grid.querySelector("[role=columnheader]")?.getBoundingClientRect().bottom ?? box.top;
      return [...grid.querySelectorAll<HTMLElement>("[role=row][row-id]")]
        .map((row) => ({ row, place: row.getBoundingClientRect() }))
        .filter(({ place }) => place.bottom > header + 1 && place.top < box.bottom - 1 && place.height <= 64)
        .toSorted((a, b) => a.place.top - b.place.top)
        .map(({ row }) => Number(row.querySelector("[col-id=id]")?.textContent?.replace("#", "")));
    });
  }

  /** Index of the first row in view, as its reader is told it: the header is row 1. */
  async firstIndex(): Promise<number> {
    return Math.min(...(await this.#indexes()));
  }

  /** Index of the last row in view. */
  async lastIndex(): Promise<number> {
    return Math.max(...(await this.#indexes()));
  }

  #indexes(): Promise<number[]> {
    return this.grid.evaluate((grid) => {
      const { bottom } = grid.getBoundingClientRect();
      const header = grid.querySelector("[role=columnheader]")?.getBoundingClientRect().bottom ?? 0;
      return [...grid.querySelectorAll<HTMLElement>("[role=row][row-id]")]
        .filter((row) => row.getAttribute("row-id")?.startsWith("~") === false)
        .map((row) => ({ row, place: row.getBoundingClientRect() }))
        .filter(({ place }) => place.bottom > header + 1 && place.top < bottom - 1)
        .map(({ row }) => Number(row.getAttribute("aria-rowindex")) - 2);
    });
  }

  /** All rows that are drawn, in view or not, from the top: their numbers and the texts of these columns. */
  async drawnRows(columns: readonly string[]): Promise<{ readonly id: number; readonly texts: readonly string[] }[]> {
    const indexes = await Promise.all(columns.map((name) => this.header(name).getAttribute("aria-colindex")));
    return this.grid.evaluate(
      (grid, wanted) =>
        [...grid.querySelectorAll<HTMLElement>("[role=row][row-id]")]
          .filter((row) => row.getAttribute("row-id")?.startsWith("~") === false)
          .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((row) => ({
            id: Number(row.querySelector("[col-id=id]")?.textContent?.replace("#", "")),
            texts: wanted.map((at) => row.querySelector(`[aria-colindex="${at}"]`)?.textContent?.trim() ?? "missing"),
          })),
      indexes,
    );
  }

  /** Where the thumb of the vertical scrollbar stands now, and between what, in pixels of the page. */
  async thumb(): Promise<{ readonly x: number; readonly top: number; readonly bottom: number; readonly now: number }> {
    return this.grid.evaluate((grid) => {
      const box = grid.getBoundingClientRect();
      const header = grid.querySelector("[role=columnheader]")?.getBoundingClientRect().bottom ?? box.top;
      // A button at each end, and a thumb that is as small as it can be.
      const [button, half] = [15, 9];
      const [top, bottom] = [header + button + half, box.bottom - button - half];
      const way = grid.scrollTop / (grid.scrollHeight - grid.clientHeight);
      return { x: box.right - 7, top, bottom, now: top + (bottom - top) * way };
    });
  }

  /** Drags the thumb of the scrollbar to a share of its way. */
  async dragTo(share: number): Promise<void> {
    const { x, top, bottom, now } = await this.thumb();
    await this.page.mouse.move(x, now);
    await this.page.mouse.down();
    const to = top + (bottom - top) * share;
    await this.page.mouse.move(x, to, { steps: 12 });
    // A browser that is busy drops the last of many moves; a hand rests before it lets go.
    await this.page.mouse.move(x, to + 1);
    await this.page.waitForTimeout(100);
    await this.page.mouse.move(x, to);
    await this.page.mouse.up();
  }

  /** What the footer says of rows in view and in all. */
  async counts(): Promise<string> {
    return (await this.page.getByRole("status").filter({ hasText: / of / }).textContent()) ?? "";
  }

  /** Opens the form of a column's filter. */
  async filterForm(column: string): Promise<Locator> {
    await this.page.getByRole("button", { name: "Add filter" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: column, exact: true }).click();
    return this.page.getByRole("form", { name: `Filter by ${column.toLowerCase()}` });
  }

  /** Opens the editor of a cell by a double click. */
  async edit(id: number, column: string): Promise<Locator> {
    const cell = await this.cell(id, column);
    await cell.dblclick();
    return cell;
  }

  /** Turns the wheel over the table, in steps with a rest after each. */
  async wheel(pixels: number, { steps = 1, restMs = 0 } = {}): Promise<void> {
    for (let step = 0; step < steps; step++) {
      await this.page.mouse.wheel(0, pixels / steps);
      if (restMs > 0) await this.page.waitForTimeout(restMs);
    }
  }

  /** Puts the mouse on the table, so far below its header. */
  async pointAt(below: number): Promise<void> {
    const box = await this.grid.boundingBox();
    if (box === null) throw new Error("the table is not in view");
    await this.page.mouse.move(box.x + box.width / 2, box.y + 36 + below);
  }
}
