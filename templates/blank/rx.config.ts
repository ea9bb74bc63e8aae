import { defineConfig } from "rowx";

export default defineConfig({
  database: process.env.DATABASE_URL, // default: sqlite:data/app.db
});
