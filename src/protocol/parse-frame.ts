// Everything that a browser sends passes here once: size first, then JSON, then width, then the shape of the message.
// What comes out is an UpMessage to its last field, so nobody behind this file looks again.
import { RxError } from "../errors/rx-error.ts";
import { checkJsonDepth } from "./check-json-depth.ts";
import { checkJsonSize } from "./check-json-size.ts";
import { decodeValue } from "./decode-value.ts";
import { Fields } from "./fields.ts";
import type { Limits } from "./limits.ts";
import type { UpMessage } from "./messages.ts";
import { parseWindowQuery } from "./parse-window-query.ts";

/** What a frame is held to. */
export interface FrameRules {
  readonly limits: Limits;
  /** Does the schema of this State's event allow text beyond the small limits? An `edit` always may. */
  readonly allowsLong: (state: string, event: string) => boolean;
}

/**
 * The message in a frame of unknown text. Inputs and values are decoded, except an edit's, which are cells.
 *
 * @param bytes length of the frame as it came, in UTF-8.
 * @throws RxError BAD_MESSAGE or MESSAGE_TOO_LARGE.
 */
export function parseFrame(text: string, bytes: number, rules: FrameRules): UpMessage {
  const { limits } = rules;
  if (bytes > limits.maxLongFrameBytes) refuseBytes(limits.maxLongFrameBytes, bytes);
  checkJsonDepth(text, limits.maxDepth);
  const json = parseJson(text);
  const fields = new Fields(json, "a message");
  // Only a frame that is longer than a text may be can hold one that is too long.
  const isLong = bytes > limits.maxStringBytes && mayBeLong(fields, rules);
  if (bytes > limits.maxFrameBytes && !isLong) refuseBytes(limits.maxFrameBytes, bytes);
  checkJsonSize(json, isLong ? { ...limits, maxStringBytes: limits.maxLongStringBytes } : limits);
  return parseMessage(fields, limits, text.includes("~") ? decodeValue : asItIs);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RxError("BAD_MESSAGE", { found: "text that is not JSON" }, { cause });
  }
}

function mayBeLong(fields: Fields, rules: FrameRules): boolean {
  const type = fields.any("t");
  if (type === "edit") return true;
  return type === "event" && rules.allowsLong(fields.text("s"), fields.text("n"));
}

function parseMessage(fields: Fields, limits: Limits, decode: (json: unknown) => unknown): UpMessage {
  const t = fields.text("t", 20);
  switch (t) {
    case "event": {
      const id = fields.whole("id", 1);
      const s = fields.text("s");
      const n = fields.text("n");
      return fields.has("i") ? { t, id, s, n, i: decode(fields.any("i")) } : { t, id, s, n };
    }
    case "set":
      if (!fields.has("v")) return fields.fail("v", "there");
      return { t, id: fields.whole("id", 1), s: fields.text("s"), n: fields.text("n"), v: decode(fields.any("v")) };
    case "edit":
      return parseEdit(fields);
    case "open":
      return parseOpen(fields);
    case "window": {
      const q = parseWindowQuery(fields.any("q"), limits);
      return {
        t,
        id: fields.whole("id", 1),
        view: fields.whole("view", 1),
        s: fields.text("s"),
        n: fields.text("n"),
        q,
      };
    }
    case "hello":
      return parseHello(fields, limits, decode);
    case "ping":
    case "pong":
      return { t };
    default:
      return fields.fail("t", "a known type");
  }
}

function parseEdit(fields: Fields): UpMessage {
  if (!fields.has("v")) return fields.fail("v", "there");
  if (!fields.has("was")) return fields.fail("was", "there");
  return {
    t: "edit",
    id: fields.whole("id", 1),
    view: fields.whole("view", 1),
    key: fields.whole("key", 1),
    col: fields.text("col"),
    v: fields.any("v"),
    was: fields.any("was"),
  };
}

function parseOpen(fields: Fields): UpMessage {
  return {
    t: "open",
    id: fields.whole("id", 1),
    route: fields.text("route", maxUrlLength),
    params: fields.record("params", (value) => (Array.isArray(value) ? value.map(toText) : toText(value))),
    query: fields.record("query", toText),
  };
}

function parseHello(fields: Fields, limits: Limits, decode: (json: unknown) => unknown): UpMessage {
  return {
    t: "hello",
    v: fields.whole("v"),
    build: fields.text("build"),
    ...(fields.has("token") ? { token: fields.text("token") } : {}),
    ...(fields.has("epoch") ? { epoch: fields.text("epoch") } : {}),
    ...(fields.has("seen") ? { seen: fields.whole("seen") } : {}),
    ...(fields.has("pending") ? { pending: fields.list("pending", limits.maxItems, toId) } : {}),
    ...(fields.has("stored") ? { stored: fields.record("stored", (vars) => toVars(vars, decode)) } : {}),
  };
}

function toVars(json: unknown, decode: (json: unknown) => unknown): Readonly<Record<string, unknown>> {
  return new Fields({ vars: json }, "a message").record("vars", decode);
}

const maxUrlLength = 4_096;

function toText(value: unknown): string {
  if (typeof value === "string" && value.length <= maxUrlLength) return value;
  throw new RxError("BAD_MESSAGE", { found: "a page opened with a parameter that is no text" });
}

function toId(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  throw new RxError("BAD_MESSAGE", { found: "an id that is no number" });
}

function asItIs(json: unknown): unknown {
  return json;
}

function refuseBytes(limit: number, bytes: number): never {
  throw new RxError("MESSAGE_TOO_LARGE", { limit, unit: "bytes in a message", found: bytes });
}
