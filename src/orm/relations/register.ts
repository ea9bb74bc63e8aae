/**
 * Names the app's models to the types of `db.query`; augmented once per app, by the file that `rx init` writes.
 *
 * @example
 * declare module "rowx/orm" {
 *   interface Register { models: typeof import("./models.ts") }
 * }
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by the app
export interface Register {}
