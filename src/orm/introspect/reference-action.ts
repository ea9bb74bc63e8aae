import type { ReferenceActionShape } from "./database-shape.ts";

const actions: readonly ReferenceActionShape[] = ["cascade", "restrict", "no action", "set null", "set default"];

/** The action of a foreign key in the words that the database says; nothing said is no action. */
export function toReferenceAction(said: unknown): ReferenceActionShape {
  const found = String(said).toLowerCase();
  return actions.find((action) => action === found) ?? "no action";
}
