export { Link, type LinkProps } from "../client/react/Link.tsx";
export { navigate, type NavigateOptions } from "../client/react/navigate.ts";
export { useConnection } from "../client/react/use-connection.ts";
export { useParams } from "../client/react/use-params.ts";
export { useQuery } from "../client/react/use-query.ts";
export { useServerState } from "../client/react/use-server-state.ts";
