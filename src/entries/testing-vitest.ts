// rowx/testing/vitest: `plugins: [rowx()]` in an app's vitest.config.ts.
export { rowx as default, type RowxPlugin } from "../testing/vitest-plugin.ts";
