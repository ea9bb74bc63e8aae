import { QueryProxy } from "./query-proxy.ts";

/** A proxy before the server of a connection string, and the connection string that leads through it. */
export async function mysqlProxy(url: string): Promise<{ readonly proxy: QueryProxy; readonly url: string } & AsyncDisposable> {
  const through = new URL(url);
  const proxy = new QueryProxy({ host: through.hostname, port: Number(through.port) });
  through.port = String(await proxy.listen());
  return { proxy, url: through.href, [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose]() };
}

