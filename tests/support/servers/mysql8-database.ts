import { randomBytes } from "node:crypto";
import { runOnServer } from "./run-on-server.ts";
import type { TestDatabase } from "./test-database.ts";

/** An empty database on the MySQL 8 server that `MYSQL8_URL` names; undefined where it names none. */
export const mysql8Database: (() => Promise<TestDatabase>) | undefined = process.env["MYSQL8_URL"]
  ? onServer(process.env["MYSQL8_URL"].replace(/\/[^/]*$/, "/"))
  : undefined;

function onServer(server: string): () => Promise<TestDatabase> {
  return async () => {
    const name = `rx_test_${randomBytes(6).toString("hex")}`;
    // MySQL's own name for: compared by every byte, without padding.
    await runOnServer("mysql", server, `create database ${name} character set utf8mb4 collate utf8mb4_0900_bin`);
    return {
      dialect: "mysql",
      url: `${server}${name}`,
      async [Symbol.asyncDispose]() {
        await runOnServer("mysql", server, `drop database ${name}`);
      },
    };
  };
}
