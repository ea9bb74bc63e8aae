import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isCancel, select } from "@clack/prompts";
import { RxError } from "../../errors/rx-error.ts";
import { packageFolder } from "../package-folder.ts";

const words: Readonly<Record<string, string>> = {
  crud: "a small sales app: customers, orders, products, with lists, forms and sample data",
  blank: "one page, no model",
};

/**
 * The template that was named, else the one that is chosen on the terminal.
 *
 * @throws RxError TEMPLATE_UNKNOWN where none of that name is there, or none was named and nobody can be asked.
 */
export async function chooseTemplate(named: string | undefined): Promise<string> {
  const known = templates();
  if (named !== undefined && known.includes(named)) return named;
  if (named !== undefined || !process.stdin.isTTY)
    throw new RxError("TEMPLATE_UNKNOWN", { known: known.join(" or "), found: named ?? "no --template" });
  const options = known.map((value) => ({ value, label: value, hint: words[value] ?? "" }));
  const chosen = await select({ message: "Which template?", options });
  if (isCancel(chosen)) throw new RxError("TEMPLATE_UNKNOWN", { known: known.join(" or "), found: "none chosen" });
  return chosen;
}

// The one that shows most comes first.
function templates(): readonly string[] {
  const folder = join(packageFolder, "templates");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return ["crud", "dashboard", "blank"].filter((name) => names.includes(name));
}
