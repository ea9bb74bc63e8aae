import type { CloseCode } from "./messages.ts";

/** The WebSocket close number of each code: below 4100 the browser comes back by itself, from 4100 on it stays away. */
export const closeNumbers: Readonly<Record<CloseCode, number>> = {
  restart: 4000,
  slow: 4001,
  no_pong: 4002,
  server_error: 4003,
  resync: 4004,
  session_changed: 4005,
  bad_origin: 4100,
  bad_message: 4101,
  unauthenticated: 4102,
  too_many_tabs: 4103,
  replaced: 4104,
  protocol_unsupported: 4105,
};
