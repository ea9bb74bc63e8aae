import type { BrowserCommand } from "../protocol/messages.ts";

/** How a toast looks. */
export type ToastKind = Extract<BrowserCommand, { type: "toast" }>["kind"];

/** Commands to the browser of this tab: they leave with the event's answer, once. */
export class Browser {
  readonly #send: (command: BrowserCommand) => void;

  constructor(send: (command: BrowserCommand) => void) {
    this.#send = send;
  }

  /** Shows a short message. `kind` defaults to `success`. */
  toast(message: string, options: { readonly kind?: ToastKind } = {}): void {
    this.#send({ type: "toast", message, kind: options.kind ?? "success" });
  }

  /** Goes to another page of the app, or to another address. */
  redirect(to: string): void {
    this.#send({ type: "redirect", to });
  }
}
