import type { Client, Toast } from "../client/client.ts";
import type { PageAddress } from "../client/page-address.ts";
import { RowsRef } from "../client/rows-ref.ts";
import { RxError } from "../errors/rx-error.ts";
import type { MemoryLine } from "./memory-line.ts";
import { RowsReader } from "./tab-rows.ts";

/** What a tab is made of. */
export interface CreateTabOptions {
  readonly client: Client;
  readonly line: MemoryLine;
  /** Id of its State. */
  readonly state: string;
  readonly page: PageAddress;
}

/** Opens the page and gives the tab: its controls, and every var and event of its State by name. */
export async function createTab({ client, line, state, page }: CreateTabOptions): Promise<object> {
  const toasts: Toast[] = [];
  const redirects: string[] = [];
  client.onToast((toast) => toasts.push(toast));
  client.onRedirect((to) => redirects.push(to));
  await client.open(page);
  const controls: Readonly<Record<string | symbol, unknown>> = {
    toasts,
    redirects,
    async set(name: string, value: unknown): Promise<void> {
      client.set(state, name, value);
      await client.settled();
      const error = client.vars.error(state, name);
      if (error !== undefined) throw new RxError("INPUT_INVALID", { issues: error }, { field: name });
    },
    cut: () => line.cut(),
    async reconnect(): Promise<void> {
      line.restore();
      await backToLive(client);
    },
    settled: () => client.settled(),
    async [Symbol.asyncDispose](): Promise<void> {
      client.close();
      line.cut();
    },
  };
  return new Proxy(controls, { get: (_, name) => controls[name] ?? member(client, state, name) });
}

function member(client: Client, state: string, name: string | symbol): unknown {
  if (typeof name === "symbol") return undefined;
  if (client.shape(state)?.events.includes(name)) return (input?: unknown) => client.call(state, name, input);
  const value = client.vars.get(state, name);
  return value instanceof RowsRef ? new RowsReader(client, value) : value;
}

function backToLive(client: Client): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const check = (): void => {
    if (client.status.phase === "live") resolve();
  };
  const stop = client.onStatus(check);
  client.retry();
  check();
  return promise.finally(stop);
}
