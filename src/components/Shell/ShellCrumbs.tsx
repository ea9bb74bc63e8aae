import { Breadcrumbs } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "../../client/react/Link.tsx";
import { usePath } from "../../client/react/use-path.ts";
import { activeLink } from "../NavLinks/active-link.ts";
import type { NavItem } from "../NavLinks/NavLinks.tsx";

/** Where the open page stands: section, page of the navigation, and the page's own title where it lies deeper. */
export function ShellCrumbs({
  nav,
  title,
}: {
  readonly nav: readonly NavItem[];
  readonly title: string | undefined;
}): ReactNode {
  const path = usePath();
  const link = activeLink(path, nav);
  const isDeeper = link !== undefined && link.to.replace(/\/+$/, "") !== path.replace(/\/+$/, "");
  const last = isDeeper || link === undefined ? title : link.label;
  return (
    <Breadcrumbs
      component="nav"
      aria-label="Where you are"
      className="rx-crumbs"
      separator={<IconChevronRight size={14} aria-hidden />}
    >
      {link?.section !== undefined && <span>{link.section}</span>}
      {isDeeper && (
        <Link href={link.to} className="rx-crumb-link">
          {link.label}
        </Link>
      )}
      {last !== undefined && (
        <span className="rx-crumb-last" aria-current="page">
          {last}
        </span>
      )}
    </Breadcrumbs>
  );
}
