import type { ConnectionStatus } from "../../client/connection.ts";
import type { CloseCode } from "../../protocol/messages.ts";

/** What the banner says. */
export interface BannerText {
  readonly title: string;
  readonly detail: string;
  /** Is it being tried again? Else only loading the page anew helps. */
  readonly busy: boolean;
}

/** The words for a line that is not there, `waiting` edits kept for it; undefined where there is nothing to say. */
export function bannerText(status: ConnectionStatus, waiting: number): BannerText | undefined {
  if (status.phase === "reconnecting") {
    return { title: "Connection lost, reconnecting.", detail: kept(waiting), busy: true };
  }
  if (status.phase === "stopped") {
    return { title: "This page is no longer connected.", detail: why[status.code] ?? "Reload the page.", busy: false };
  }
  return undefined;
}

function kept(waiting: number): string {
  if (waiting === 0) return "Rows stay readable; what you change is kept here and sent when the line is back.";
  return `${waiting.toLocaleString()} ${waiting === 1 ? "edit is kept here and waits" : "edits are kept here and wait"} to be sent.`;
}

const why: { readonly [Code in CloseCode]?: string } = {
  replaced: "It was opened in another tab with the same session. Reload to go on here.",
  protocol_unsupported: "A newer version of the app is there. Reload to use it.",
  unauthenticated: "Your session has ended. Reload to start a new one.",
  bad_origin: "It was opened under an address that the app does not know. Open it under its own address.",
  too_many_tabs: "Too many tabs of this app are open. Close some, then reload.",
};
