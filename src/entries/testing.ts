// rowx/testing: tests of an app, without a browser.
export { openTab, type TabAddress } from "../testing/open-tab.ts";
export { testApp } from "../testing/test-app.ts";
export type { TestApp, TestAppOptions } from "../testing/testing-app.ts";
export type { Tab, TabControls, TabRows } from "../testing/tab.ts";
