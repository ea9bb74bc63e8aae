// The same app on each database, by changing its connection string and nothing else.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { event } from "../../src/framework/event.ts";
import { State } from "../../src/framework/state.ts";
import { id } from "../../src/orm/columns/id.ts";
import { text } from "../../src/orm/columns/text.ts";
import { db } from "../../src/orm/db.ts";
import { model } from "../../src/orm/define-model.ts";
import { openTab } from "../../src/testing/open-tab.ts";
import { testApp } from "../../src/testing/test-app.ts";
import { dialectNames, testDatabase } from "../support/servers/test-database.ts";

const notes = model("server_notes", { id: id(), title: text().notNull().unique() });

class Notes extends State {
  count = 0;
  add = event(z.string(), async (title) => {
    const [row] = await db.insert(notes).values({ title }).returning();
    this.count = await db.$count(notes);
    return row?.id;
  });
}

test.each(dialectNames)("a test's app runs on %s, in a database of its own", async (dialect) => {
  await using server = await testDatabase(dialect);
  const folder = mkdtempSync(join(tmpdir(), "rowx-flow-"));
  try {
    await using app = await testApp({ folder, config: { database: server.url } });
    expect(app.database).not.toBe(server.url);
    const tab = await openTab(app, Notes);
    expect(await tab.add("milk")).toBe(1);
    expect(tab.count).toBe(1);
    await expect(tab.add("milk")).rejects.toThrow();
    expect(tab.count).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
