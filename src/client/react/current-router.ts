import type { RouterPort } from "./router-port.ts";

/** The router of the tab; before the first page is drawn, the address bar. */
export const currentRouter: { port: RouterPort } = {
  port: {
    push: (to) => window.location.assign(to),
    replace: (to) => window.location.replace(to),
    prefetch: () => {},
  },
};
