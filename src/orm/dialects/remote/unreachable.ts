import { RxError } from "../../../errors/rx-error.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";

// What drivers and servers say, and what to do: PostgreSQL's SQL states, MySQL's names, Node's.
const hints: readonly (readonly [RegExp, string])[] = [
  [/^(ECONNREFUSED|ENOENT|ECONNRESET)$/, "Start the server, or correct host and port of the connection string."],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "Correct the host's name in the connection string."],
  [/^(28P01|28000|ER_ACCESS_DENIED\w*)$/, "Correct user and password of the connection string."],
  [/^(3D000|ER_BAD_DB_ERROR)$/, "Create the database, or correct its name at the end of the connection string."],
  [
    /^(53300|ER_CON_COUNT_ERROR)$/,
    "End other programs that use the server, or ask for fewer connections with ?pool=5 in the connection string.",
  ],
  [/CERT|TLS|SSL|^HANDSHAKE/, "Give the authority's certificate, or correct the TLS part of the connection string."],
];
const fallback = "Check that the server runs and that this machine may reach it, or correct the connection string.";

/** Why a server could not be reached, and what to do. */
export function unreachable(dialect: string, { address }: DatabaseUrl, error: unknown): RxError {
  if (error instanceof RxError) return error;
  const code = codeOf(error);
  const [, hint = fallback] = hints.find(([pattern]) => pattern.test(code)) ?? [];
  return new RxError("DATABASE_UNREACHABLE", { dialect, address, found: messageOf(error), hint }, { cause: error });
}

function codeOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code: unknown = Reflect.get(Object(inner), "code");
  return typeof code === "string" ? code : "";
}

// Where a host has several addresses, each was tried.
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
