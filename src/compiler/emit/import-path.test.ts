import { chdir, cwd } from "node:process";
import { expect, test } from "vitest";
import { importPath } from "./import-path.ts";

test("leads from one file to another of the same folder", () => {
  expect(importPath("src/app/pages/index.tsx", "src/app/models.ts")).toBe("../models.ts");
  expect(importPath("index.tsx", "models.ts")).toBe("./models.ts");
});

test("leads out of the folder, wherever the process works", () => {
  const before = cwd();
  try {
    chdir("/");
    expect(importPath("src/app/layout.tsx", "../../../../app/app.css")).toBe("../../../../../../app/app.css");
  } finally {
    chdir(before);
  }
});
