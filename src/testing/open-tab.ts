import { randomBytes } from "node:crypto";
import { createClient } from "../client/create-client.ts";
import type { Schema, InputOf } from "../framework/types/schema.ts";
import type { StateClass } from "../framework/types/state-class.ts";
import { createTab } from "./create-tab.ts";
import type { Tab } from "./tab.ts";
import type { TestApp } from "./testing-app.ts";

type InputOfStatic<C, Name extends string> = C extends { readonly [N in Name]: infer S extends Schema }
  ? InputOf<S>
  : Record<never, never>;

type Part<Name extends string, In> =
  Record<never, never> extends In ? { readonly [N in Name]?: In } : { readonly [N in Name]: In };

/** Where a tab is opened: the State's route parameters and query, as its schemas take them. */
export type TabAddress<C> = Part<"params", InputOfStatic<C, "params">> &
  Part<"query", InputOfStatic<C, "query"> | Readonly<Record<string, string>>> & {
    /** A tab of the same browser as this name: tabs of one name share a cookie. Default: a browser of its own. */
    readonly visitor?: string;
  };

/**
 * Opens a tab on a page that has this State, over the real protocol and without a browser. `onLoad` has run when it
 * resolves.
 *
 * @example const tab = await openTab(app, Order, { params: { id: 7 } });
 * @throws RemoteError where the page cannot be opened: `onLoad` rejected, the parameters do not fit the schema.
 */
export async function openTab<C extends StateClass>(
  app: TestApp,
  State: C,
  ...[address]: Record<never, never> extends TabAddress<C> ? [address?: TabAddress<C>] : [address: TabAddress<C>]
): Promise<Tab<InstanceType<C>>> {
  const { state, route, build } = app.page(State);
  const line = app.line(address?.visitor ?? randomBytes(8).toString("hex"));
  const page = { route, params: toTexts(address?.params), query: toPlainTexts(address?.query) };
  const client = createClient({ url: "memory:", build, socket: line.socket });
  try {
    // `as`: the tab's members are made at run time from what the State's shape names; the type says the same of the class.
    return (await createTab({ client, line, state, page })) as Tab<InstanceType<C>>;
  } catch (thrown) {
    client.close();
    line.cut();
    throw thrown;
  }
}

/** Route parameters as an address has them: text, or a list of it for `[...path]`. */
function toTexts(values: object | undefined): Record<string, string | string[]> {
  const entries = Object.entries(values ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

function toPlainTexts(values: object | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, String(value)]));
}
