import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { Client } from "pg";
import type { TestDatabase } from "./servers/test-database.ts";

const folder = join(import.meta.dirname, "../data/chinook");

/** The tables of the music shop Chinook, with how many rows each has. */
export const chinookRows = {
  Album: 347,
  Artist: 275,
  Customer: 59,
  Employee: 8,
  Genre: 25,
  Invoice: 412,
  InvoiceLine: 2240,
  MediaType: 5,
  Playlist: 18,
  PlaylistTrack: 8715,
  Track: 3503,
} as const;

/** Fills an empty database with Chinook, as its own scripts make it: names are in snake case on PostgreSQL only. */
export async function fillWithChinook({ dialect, url }: TestDatabase): Promise<void> {
  if (dialect === "sqlite") copyFileSync(join(folder, "Chinook_Sqlite.sqlite"), url.slice("sqlite:".length));
  else if (dialect === "postgres") await fillPostgres(url);
  else await fillMysql(url);
}

/** The script behind the line that goes to its own database. */
function script(name: string, use: string): string {
  const text = readFileSync(join(folder, name), "utf8");
  return text.slice(text.indexOf(use) + use.length);
}

async function fillPostgres(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(script("Chinook_PostgreSql.sql", "\\c chinook;"));
  } finally {
    await client.end();
  }
}

async function fillMysql(url: string): Promise<void> {
  const connection = await createConnection({ uri: url, multipleStatements: true });
  try {
    await connection.query(script("Chinook_MySql.sql", "USE `Chinook`;"));
  } finally {
    await connection.end();
  }
}
