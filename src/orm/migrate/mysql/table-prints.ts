import { createHash } from "node:crypto";
import type { RemoteClient } from "../../dialects/remote/remote-pool.ts";

const notThere = new Set(["ER_NO_SUCH_TABLE", "ER_WRONG_TABLE_NAME", "ER_TOO_LONG_IDENT"]);

/**
 * Fingerprints of tables, by their definitions; `none` where there is no such table or view. The next number of a key is no part
 * of a definition.
 */
export async function tablePrints(
  client: RemoteClient,
  names: Iterable<string>,
): Promise<Readonly<Record<string, string>>> {
  const prints: Record<string, string> = {};
  for (const name of new Set(names)) prints[name] = await printOf(client, name);
  return prints;
}

async function printOf(client: RemoteClient, name: string): Promise<string> {
  try {
    const { rows } = await client.run({ text: `show create table \`${name}\``, params: [], asArrays: true });
    const [[, definition] = []] = rows as unknown[][]; // as: asked for as arrays
    const text = String(definition).replace(/ AUTO_INCREMENT=\d+/, "");
    return createHash("sha256").update(text).digest("base64url");
  } catch (error) {
    if (notThere.has(String(Reflect.get(Object(error), "code")))) return "none";
    throw error;
  }
}
