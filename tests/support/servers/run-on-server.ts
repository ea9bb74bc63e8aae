import { createConnection } from "mysql2/promise";
import { Client } from "pg";
import type { ServerName } from "./server-programs.ts";

/** Runs one statement on a server as its superuser; `url` without a database's name. */
export async function runOnServer(name: ServerName, url: string, statement: string): Promise<void> {
  await (name === "postgres" ? onPostgres : onMysql)(url, statement);
}

async function onPostgres(url: string, statement: string): Promise<void> {
  const client = new Client(`${url}postgres`);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function onMysql(url: string, statement: string): Promise<void> {
  const connection = await createConnection(url);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
