import type { Page } from "playwright-core";

/** What a page complained of. */
export interface PageComplaints {
  /** Errors in the console and errors that nobody caught; what is said of a status that a test expects is left out. */
  readonly errors: readonly string[];
}

/** Collects what goes wrong in a page from now on. */
export function watchPage(page: Page, { expected }: { readonly expected?: RegExp } = {}): PageComplaints {
  const errors: string[] = [];
  const note = (text: string): void => {
    if (expected?.test(text) !== true) errors.push(text);
  };
  page.on("console", (message) => {
    if (message.type() === "error") note(message.text());
  });
  page.on("pageerror", (error) => note(String(error)));
  return { errors };
}
