import { RxError } from "../../../errors/rx-error.ts";

/** Is the connection gone? */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof RxError) return false;
  // Ended by the server, which was told so (MariaDB 1927, 4031 of MySQL: nobody used it for long) or which ends itself (1053).
  const errno = Reflect.get(error, "errno");
  if (errno === 1053 || errno === 1927 || errno === 4031) return true;
  const code = String(Reflect.get(error, "code"));
  return lost.test(code) || /closed state|Connection lost/.test(error.message);
}

const lost =
  /^(PROTOCOL_CONNECTION_LOST|PROTOCOL_PACKETS_OUT_OF_ORDER|ECONNRESET|EPIPE|ECONNABORTED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;
