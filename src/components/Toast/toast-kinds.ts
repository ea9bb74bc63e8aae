/** What a toast can mean: the kinds of the browser command `toast`. */
export const toastKinds = ["success", "info", "warning", "error"] as const;

/** One of them. */
export type ToastKind = (typeof toastKinds)[number];
