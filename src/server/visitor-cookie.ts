// Who a browser is, before any sign-in: 128 random bits in a signed HttpOnly cookie. A tab's token works for the
// visitor that it was made for and for no other.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Mints and reads the cookie of one app. */
export class VisitorCookie {
  readonly #app: string;
  readonly #secret: string;

  constructor(options: { readonly app: string; readonly secret: string }) {
    this.#app = options.app;
    this.#secret = options.secret;
  }

  /** The visitor in a `Cookie` header; undefined where there is none or its signature is not ours. */
  read(header: string | undefined, isSecure: boolean): string | undefined {
    const prefix = `${this.#nameOf(isSecure)}=`;
    for (const part of header?.split(";") ?? []) {
      const pair = part.trim();
      if (!pair.startsWith(prefix)) continue;
      const [id = "", signature = ""] = pair.slice(prefix.length).split(".");
      if (isSame(signature, this.#sign(id))) return id;
    }
    return undefined;
  }

  /** A new visitor, and the `Set-Cookie` header that makes the browser remember it until it is closed. */
  mint(isSecure: boolean): { readonly visitor: string; readonly setCookie: string } {
    const visitor = randomBytes(16).toString("base64url");
    const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
    return { visitor, setCookie: `${this.#nameOf(isSecure)}=${visitor}.${this.#sign(visitor)}; ${attributes}` };
  }

  /** The prefix makes a browser refuse the cookie from anyone but this very host, by https; over http there is none. */
  #nameOf(isSecure: boolean): string {
    return `${isSecure ? "__Host-" : ""}rx_${this.#app}`;
  }

  #sign(id: string): string {
    return createHmac("sha256", this.#secret).update(`visitor:${this.#app}:${id}`).digest("base64url");
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
