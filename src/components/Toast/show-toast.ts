import { notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import type { ToastKind } from "./toast-kinds.ts";

/** One toast. */
export interface Toast {
  readonly message: ReactNode;
  /** Default: `success`. */
  readonly kind?: ToastKind | undefined;
  /** A bold line above the message. */
  readonly title?: string | undefined;
}

/** Shows a toast, bottom right; at most three stand there, the rest wait. An error stays until it is closed. */
export function showToast({ message, kind = "success", title }: Toast): string {
  return notifications.show({
    message,
    "data-kind": kind,
    ...(title === undefined ? {} : { title }),
    autoClose: kind === "error" ? false : 6000,
  });
}
