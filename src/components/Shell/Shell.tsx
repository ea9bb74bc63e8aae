import { Burger, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMemo, useState, type ReactNode } from "react";
import { Link } from "../../client/react/Link.tsx";
import { ColorSchemeToggle } from "../ColorSchemeToggle/ColorSchemeToggle.tsx";
import { ConnectionBanner } from "../ConnectionBanner/ConnectionBanner.tsx";
import { ConnectionChip } from "../ConnectionBanner/ConnectionChip.tsx";
import { NavLinks, type NavItem } from "../NavLinks/NavLinks.tsx";
import { ShellContext } from "./shell-context.ts";
import { ShellCrumbs } from "./ShellCrumbs.tsx";
import "./shell.css";

/** Props of Shell. */
export interface ShellProps {
  /** The app's name, beside its mark. */
  readonly name: string;
  /** 24 px. Default: the first letter of the name on the accent. */
  readonly mark?: ReactNode;
  readonly nav: readonly NavItem[];
  /** Below the links, at the foot of the navigation. */
  readonly footer?: ReactNode;
  /** In the top bar, before the colour scheme. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * The frame of an app: navigation (224 px, icons below 1200, behind a button below 640), top bar with breadcrumbs, the
 * state of the connection and the colour scheme, and a banner over the page when the line breaks.
 *
 * @example <Shell name="Harbour" nav={[{ to: "/orders", label: "Orders" }]}>{children}</Shell>
 */
export function Shell({ name, mark, nav, footer, actions, children }: ShellProps): ReactNode {
  const [isOpen, drawer] = useDisclosure(false);
  const [title, setTitle] = useState<string>();
  const context = useMemo(
    () => ({
      setTitle(text: string) {
        setTitle(text);
        return () => setTitle((now) => (now === text ? undefined : now));
      },
    }),
    [],
  );
  const brand = (
    <Link href="/" className="rx-brand" onClick={drawer.close}>
      {mark ?? (
        <span className="rx-brand-mark" aria-hidden>
          {name.charAt(0)}
        </span>
      )}
      <span className="rx-brand-name">{name}</span>
    </Link>
  );
  return (
    <ShellContext value={context}>
      <a className="rx-skip" href="#rx-page">
        Skip to the page
      </a>
      <div className="rx-shell">
        <nav className="rx-shell-nav" aria-label="Pages">
          {brand}
          <NavLinks links={nav} />
          <div className="rx-shell-foot">{footer}</div>
        </nav>
        <div className="rx-shell-main">
          <div className="rx-shell-top">
            <ConnectionBanner />
            <header className="rx-topbar">
              <Burger
                className="rx-burger"
                opened={isOpen}
                onClick={drawer.toggle}
                size={18}
                aria-label="Navigation"
                aria-expanded={isOpen}
              />
              <ShellCrumbs nav={nav} title={title} />
              <div className="rx-topbar-end">
                <ConnectionChip />
                {actions}
                <ColorSchemeToggle />
              </div>
            </header>
          </div>
          <main id="rx-page" className="rx-page" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      <Drawer opened={isOpen} onClose={drawer.close} position="left" size={288} withCloseButton={false} padding={0}>
        <nav aria-label="Pages, in a drawer">
          {brand}
          <NavLinks links={nav} expanded onChoose={drawer.close} />
          {footer}
        </nav>
      </Drawer>
    </ShellContext>
  );
}
