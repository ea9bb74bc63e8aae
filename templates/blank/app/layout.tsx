import type { ReactNode } from "react";
import { ConnectionBanner } from "rowx/components";

/** Around every page. `Shell` of rowx/components has a navigation and a top bar, when there is more than one page. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <ConnectionBanner />
      {children}
    </>
  );
}
