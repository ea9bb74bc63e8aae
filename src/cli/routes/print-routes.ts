import { StateCore } from "../../framework/state-core.ts";
import { State } from "../../framework/state.ts";
import { stateRegistry } from "../../framework/state-registry.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { readApp } from "../read-app.ts";

/** A page as it is listed. */
interface ListedPage {
  readonly route: string;
  readonly title: string | undefined;
  readonly states: readonly string[];
}

/** A State as it is listed: what a browser may call and set. */
interface ListedState {
  readonly state: string;
  readonly events: readonly string[];
  readonly settable: readonly string[];
}

/** Lists what an app offers to browsers: its pages with their States, its States with their events and settable vars. */
export async function printRoutes({ json }: { readonly json: boolean }): Promise<void> {
  const { pages } = await loadServerHalf(await readApp());
  const routes = pages.map(({ route, title, states }): ListedPage => ({ route, title, states }));
  const states = stateRegistry.ids().toSorted().map(listState);
  if (json) {
    console.log(JSON.stringify({ pages: routes, states }, undefined, 2));
    return;
  }
  const width = Math.max(0, ...routes.map(({ route }) => route.length));
  for (const page of routes) console.log(`${page.route.padEnd(width)}  ${page.states.join(", ") || "no State"}`);
  for (const { state, events, settable } of states) {
    console.log(`\n${state}`);
    if (events.length > 0) console.log(`  events: ${events.join(", ")}`);
    if (settable.length > 0) console.log(`  set by the browser: ${settable.join(", ")}`);
    if (events.length + settable.length === 0) console.log("  shows, and takes nothing");
  }
}

function listState(id: string): ListedState {
  const registered = stateRegistry.get(id);
  const made: unknown = registered && Reflect.construct(registered.Class, []);
  if (!(made instanceof State)) return { state: id, events: [], settable: [] };
  const { events, bindable = [] } = StateCore.of(made).clientShape;
  return { state: id, events, settable: bindable };
}
