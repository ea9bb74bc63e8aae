export { useConnection } from "../client/react/use-connection.ts";
export { useServerState } from "../client/react/use-server-state.ts";
