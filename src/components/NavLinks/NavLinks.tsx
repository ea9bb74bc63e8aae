import { Tooltip, useMantineTheme } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Link } from "../../client/react/Link.tsx";
import { usePath } from "../../client/react/use-path.ts";
import { activeLink } from "./active-link.ts";
import "./nav-links.css";

/** One link of the navigation. */
export interface NavItem {
  readonly to: string;
  readonly label: string;
  /** 16 px; in the narrow navigation it stands alone. */
  readonly icon?: ReactNode;
  /** How many there are; absent or undefined while it is not known. */
  readonly count?: number | undefined;
  /** Caption above the first link of its section. */
  readonly section?: string | undefined;
}

/** Props of NavLinks. */
export interface NavLinksProps {
  readonly links: readonly NavItem[];
  /** Called when a link was chosen: closes the drawer that the navigation is in. */
  readonly onChoose?: (() => void) | undefined;
  /** Always with words, also on a narrow screen: inside a drawer. */
  readonly expanded?: boolean | undefined;
}

/** Links to the pages of an app, in sections, with counts; the link of the page that is open is marked. */
export function NavLinks({ links, onChoose, expanded = false }: NavLinksProps): ReactNode {
  const active = activeLink(usePath(), links);
  const { breakpoints } = useMantineTheme();
  const isNarrow = useMediaQuery(`(max-width: ${breakpoints.lg})`) && !expanded;
  const sections = [...new Set(links.map((link) => link.section))];
  return (
    <div className="rx-nav-links" data-expanded={expanded || undefined}>
      {sections.map((section) => (
        <div key={section ?? ""} className="rx-nav-section" role="group" aria-label={section}>
          {section !== undefined && <div className="rx-nav-caption">{section}</div>}
          {links
            .filter((link) => link.section === section)
            .map((link) => (
              <Tooltip key={link.to} label={link.label} position="right" disabled={!isNarrow}>
                <Link
                  href={link.to}
                  className="rx-nav-link"
                  data-active={link === active || undefined}
                  aria-current={link === active ? "page" : undefined}
                  onClick={onChoose}
                >
                  {link.icon !== undefined && <span className="rx-nav-icon">{link.icon}</span>}
                  <span className="rx-nav-label">{link.label}</span>
                  {link.count !== undefined && (
                    <span className="rx-nav-count rx-numbers">{link.count.toLocaleString()}</span>
                  )}
                </Link>
              </Tooltip>
            ))}
        </div>
      ))}
    </div>
  );
}
