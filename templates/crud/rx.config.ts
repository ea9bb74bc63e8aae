import { defineConfig } from "rowx";

export default defineConfig({
  name: "harbour",
  database: process.env.DATABASE_URL, // default: sqlite:data/app.db
  theme: { colorScheme: "auto" },
});
