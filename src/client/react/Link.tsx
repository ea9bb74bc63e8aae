import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { currentRouter } from "./current-router.ts";
import { navigate } from "./navigate.ts";

/** Props of Link: those of `<a>`, with an address that is always there. */
export interface LinkProps extends ComponentProps<"a"> {
  /** Path with query, `/orders/7?tab=lines`, or a whole address of another site. */
  readonly href: string;
  /** Takes the place of the step in the history instead of adding one. Default: false. */
  readonly replace?: boolean;
}

/**
 * A link to another page of the app: goes there without loading the app anew, and loads ahead when it is pointed at.
 *
 * @example <Link href={`/orders/${order.id}`}>{order.customer}</Link>
 */
export function Link({ href, replace = false, onClick, onMouseEnter, onFocus, ...rest }: LinkProps): ReactNode {
  const ahead = (): void => {
    if (isOwn(href)) currentRouter.port.prefetch(href);
  };
  return (
    <a
      {...rest}
      href={href}
      onMouseEnter={(event) => {
        onMouseEnter?.(event);
        ahead();
      }}
      onFocus={(event) => {
        onFocus?.(event);
        ahead();
      }}
      onClick={(event) => {
        onClick?.(event);
        if (!isPlainClick(event) || !isOwn(href)) return;
        event.preventDefault();
        navigate(href, { replace });
      }}
    />
  );
}

function isOwn(href: string): boolean {
  return href.startsWith("/") && !href.startsWith("//");
}

/** A new tab, a download and a menu are the browser's own affair. */
function isPlainClick(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target, download } = event.currentTarget;
  const isHeld = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !isHeld && !event.defaultPrevented && (target === "" || target === "_self") && !download;
}
