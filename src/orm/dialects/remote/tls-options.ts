import { readFileSync } from "node:fs";
import { RxError } from "../../../errors/rx-error.ts";
import type { ServerAddress } from "../../server-address.ts";

/** What Node's TLS is told. */
export interface TlsOptions {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** How the connection string wants TLS; undefined: not at all. Throws TLS_FILE_UNREADABLE. */
export function tlsOptions({ tls, authorityFile, certificateFile, keyFile }: ServerAddress): TlsOptions | undefined {
  if (tls === "disable") return undefined;
  return {
    rejectUnauthorized: tls !== "require",
    ...(authorityFile !== undefined && { ca: read(authorityFile) }),
    ...(certificateFile !== undefined && { cert: read(certificateFile) }),
    ...(keyFile !== undefined && { key: read(keyFile) }),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new RxError("TLS_FILE_UNREADABLE", { file, found }, { cause: error });
  }
}
