import { WebSocket } from "ws";
import type { ClientSocket } from "../../src/client/ports.ts";

/**
 * Makes the client's socket port in Node: what a browser adds by itself, the origin of the page and the cookie that the
 * server minted, is added here.
 */
export function defineNodeSocket(origin: string): (url: string) => ClientSocket {
  let cookie = "";
  return (url) => {
    const socket = new WebSocket(url, { origin, headers: cookie === "" ? {} : { cookie } });
    socket.on("upgrade", ({ headers }) => {
      const [minted] = headers["set-cookie"] ?? [];
      if (minted !== undefined) cookie = minted.split(";")[0] ?? "";
    });
    return {
      addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void {
        if (type === "message") socket.on("message", (data) => listener({ data: String(data) }));
        // `close` follows an error; its listener is told once.
        else if (type === "error") socket.on("error", () => listener({ data: undefined }));
        else socket.on(type, () => listener({ data: undefined }));
      },
      send: (text) => socket.send(text),
      close: () => socket.terminate(),
    };
  };
}
