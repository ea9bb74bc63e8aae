import { RxError } from "../../../errors/rx-error.ts";

/** Is the connection gone? What the server says of a statement has a severity; what the driver says of its socket has none. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof RxError) return false;
  const code = String(Reflect.get(error, "code"));
  const severity = Reflect.get(error, "severity");
  // A class of states about connections; a server that ends, or that was told to end this one.
  if (/^(08|57P0[1-5])/.test(code)) return true;
  return severity === undefined && (lostBySocket.test(code) || lostByDriver.test(error.message));
}

const lostBySocket = /^(ECONNRESET|EPIPE|ECONNABORTED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;
const lostByDriver = /^Connection terminated|connection error and is not queryable|^Client was closed/;
