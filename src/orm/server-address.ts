/** How a connection is kept from others: not at all; from who listens; by the certificate; by the certificate and its name. */
export type TlsMode = "disable" | "require" | "verify-ca" | "verify-full";

/** Where a database server is, and as whom to come. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** PostgreSQL: the folder of its socket; MySQL: the socket. In place of host and port. */
  readonly socket: string | undefined;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: TlsMode;
  /** Files: the authority that has signed the server's certificate; a certificate and key of one's own. */
  readonly authorityFile: string | undefined;
  readonly certificateFile: string | undefined;
  readonly keyFile: string | undefined;
}
