// Tells db.query which models there are.
declare module "rowx/orm" {
  interface Register {
    models: typeof import("./models.ts");
  }
}

export {};
