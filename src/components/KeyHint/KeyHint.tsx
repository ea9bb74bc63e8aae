import type { ReactNode } from "react";
import "./key-hint.css";

/** A small key beside what it does. Hidden below 640 px and from screen readers: the control says it by `aria-keyshortcuts`. */
export function KeyHint({
  children,
  onAccent,
}: {
  readonly children: ReactNode;
  /** White on a fifth of black, for filled buttons. */
  readonly onAccent?: boolean | undefined;
}): ReactNode {
  return (
    <kbd className="rx-key" data-on-accent={onAccent || undefined} aria-hidden>
      {children}
    </kbd>
  );
}
