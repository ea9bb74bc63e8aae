import { browserPorts } from "../browser-ports.ts";
import type { Client } from "../client.ts";
import { createClient } from "../create-client.ts";
import { addressStore } from "../react/address-store.ts";
import { currentRouter } from "../react/current-router.ts";
import { PageVisits } from "./page-visits.ts";

/** The client of a tab and the pages that it opens. */
export interface Tab {
  readonly client: Client;
  /** Undefined while pages are rendered at build time: nothing is opened there. */
  readonly visits: PageVisits | undefined;
}

let tab: Tab | undefined;

/** The one tab that this page is; at build time one whose line never opens. */
export function tabClient(build: string): Tab {
  tab ??= typeof window === "undefined" ? offlineTab(build) : browserTab(build);
  return tab;
}

function browserTab(build: string): Tab {
  const ports = browserPorts();
  const address = addressStore();
  const { protocol, host } = window.location;
  const client = createClient({
    ...ports,
    url: `${protocol === "https:" ? "wss:" : "ws:"}//${host}/_rx`,
    build,
    address: {
      ...ports.address,
      writeQuery: (query, how) => address.write(() => ports.address.writeQuery(query, how)),
    },
  });
  client.onRedirect((to) => currentRouter.port.push(to));
  return { client, visits: new PageVisits(client, address) };
}

function offlineTab(build: string): Tab {
  const client = createClient({
    url: "",
    build,
    clock: { now: () => 0, after: () => () => {} },
    socket: () => ({ addEventListener: () => {}, send: () => {}, close: () => {} }),
  });
  return { client, visits: undefined };
}
