// Tells db.query which models there are.
import type * as models from "./models.ts";

declare module "rowx/orm" {
  interface Register {
    models: typeof models;
  }
}
