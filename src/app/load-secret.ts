import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RxError } from "../errors/rx-error.ts";

const minLength = 32;

/**
 * The key that signs cookies: `RX_SECRET`, else the one in `data/secret`, made at the first start and readable by this
 * user only, so that a browser stays the same visitor when the server restarts.
 *
 * @throws RxError SECRET_TOO_SHORT below 32 characters.
 */
export function loadSecret(folder: string, env: NodeJS.ProcessEnv = process.env): string {
  const given = env["RX_SECRET"];
  if (given !== undefined && given !== "") return check(given, "RX_SECRET");
  const path = join(folder, "data", "secret");
  if (!existsSync(path)) {
    mkdirSync(join(folder, "data"), { recursive: true });
    try {
      writeFileSync(path, randomBytes(minLength).toString("base64url"), { mode: 0o600, flag: "wx" });
    } catch (thrown) {
      // Two that start at once: the first one's key is read below.
      if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST")) throw thrown;
    }
  }
  return check(readFileSync(path, "utf8").trim(), path);
}

function check(secret: string, source: string): string {
  if (secret.length >= minLength) return secret;
  throw new RxError("SECRET_TOO_SHORT", { source, limit: minLength, found: secret.length });
}
