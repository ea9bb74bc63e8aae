import { createConnection } from "mysql2/promise";
import { Client } from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "../../support/servers/test-database.ts";

test("a test has a PostgreSQL database of its own", async () => {
  await using database = await testDatabase("postgres");
  const client = new Client(database.url);
  await client.connect();
  const { rows } = await client.query("select current_database() as name, version() as version");
  await client.end();
  expect(rows[0]).toEqual({
    name: new URL(database.url).pathname.slice(1),
    version: expect.stringMatching(/^PostgreSQL/),
  });
});

test("a test has a MariaDB database of its own, in which texts are equal only where every byte is", async () => {
  await using database = await testDatabase("mysql");
  const connection = await createConnection(database.url);
  const [rows] = await connection.query("select version() as version, @@collation_database as collation");
  await connection.end();
  expect(rows).toEqual([{ version: expect.stringMatching(/MariaDB/), collation: "utf8mb4_nopad_bin" }]);
});
