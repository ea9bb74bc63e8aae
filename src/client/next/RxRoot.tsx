import { useEffect, useMemo, type ReactNode } from "react";
import { ClientContext } from "../react/client-context.ts";
import { currentRouter } from "../react/current-router.ts";
import { PathContext } from "../react/page-context.ts";
import type { RouterPort } from "../react/router-port.ts";
import { fixedPath } from "./fixed-path.ts";
import { tabClient } from "./tab-client.ts";
import { TabContext } from "./tab-context.ts";
import { useHydrated } from "./use-hydrated.ts";

/** Props of RxRoot; the compiler writes them. */
export interface RxRootProps {
  /** Which build of the app this is. */
  readonly build: string;
  /** All routes of the app. */
  readonly routes: readonly string[];
  readonly router: RouterPort;
  /** The path of the address, as the router has it. */
  readonly path: string;
  readonly children: ReactNode;
}

/** The root of an app in the browser: one client for the tab, its router, the path for links. */
export function RxRoot({ build, routes, router, path, children }: RxRootProps): ReactNode {
  const tab = tabClient(build);
  const isHydrated = useHydrated();
  const shownPath = useMemo(() => (isHydrated ? path : fixedPath(path, routes)), [isHydrated, path, routes]);
  useEffect(() => {
    currentRouter.port = router;
  }, [router]);
  return (
    <TabContext value={tab}>
      <ClientContext value={tab.client}>
        <PathContext value={shownPath}>{children}</PathContext>
      </ClientContext>
    </TabContext>
  );
}
