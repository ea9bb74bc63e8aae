import { CloseButton } from "@mantine/core";
import { notifications, type NotificationData } from "@mantine/notifications";
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { toastKinds, type ToastKind } from "./toast-kinds.ts";

const icons = {
  success: IconCircleCheck,
  info: IconInfoCircle,
  warning: IconAlertTriangle,
  error: IconCircleX,
} as const;

/** The look of one toast: a raised card with the icon of its kind, a title, what there is to say, and a way to close it. */
export function ToastCard({ toast }: { readonly toast: NotificationData }): ReactNode {
  const kind: ToastKind = toastKinds.find((name) => name === toast["data-kind"]) ?? "info";
  const Icon = icons[kind];
  const { id } = toast;
  return (
    <div className="rx-toast" role={kind === "error" ? "alert" : "status"}>
      <span className="rx-toast-icon" data-kind={kind}>
        <Icon size={18} stroke={1.6} aria-hidden />
      </span>
      <div>
        <div className="rx-toast-title">{toast.title ?? toast.message}</div>
        {toast.title === undefined || <div className="rx-toast-message">{toast.message}</div>}
      </div>
      {id !== undefined && toast.allowClose !== false && (
        <CloseButton size={28} aria-label="Close message" onClick={() => notifications.hide(id)} />
      )}
    </div>
  );
}
