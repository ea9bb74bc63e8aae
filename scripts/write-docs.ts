// Writes the pages of docs/ that are made from the code.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorsPage } from "../tests/docs/errors-page.ts";

writeFileSync(join(import.meta.dirname, "..", "docs", "errors.md"), errorsPage());
