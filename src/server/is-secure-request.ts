import type { IncomingMessage } from "node:http";
import { BlockList, isIPv6 } from "node:net";
import { TLSSocket } from "node:tls";

/** Says of a request whether the browser sent it by https: to us, or to a proxy that we trust and that says so. */
export type IsSecureRequest = (request: IncomingMessage) => boolean;

/**
 * Makes the check for one configuration.
 *
 * @param trustProxy true: whoever connects is the proxy; a text: addresses or subnets of the proxies, comma-separated.
 */
export function defineIsSecureRequest(trustProxy: boolean | string): IsSecureRequest {
  const proxies = new BlockList();
  for (const part of typeof trustProxy === "string" ? trustProxy.split(",") : []) {
    const [address = "", bits] = part.trim().split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return (request) => {
    if (request.socket instanceof TLSSocket) return true;
    const peer = request.socket.remoteAddress ?? "";
    const isProxy = trustProxy === true || proxies.check(peer, isIPv6(peer) ? "ipv6" : "ipv4");
    // The last entry is what the nearest proxy saw; those before it are hearsay.
    const protocols = String(request.headers["x-forwarded-proto"] ?? "").split(",");
    return isProxy && protocols.at(-1)?.trim() === "https";
  };
}
