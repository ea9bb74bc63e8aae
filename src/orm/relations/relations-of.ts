import type { ModelInfo } from "../model-info.ts";
import { models } from "../model-registry.ts";
import { isNativeColumn, resolveReference } from "../resolve-reference.ts";

/** A way from the rows of one model to those of another, by a reference. */
export interface Relation {
  readonly type: "one" | "many";
  readonly target: ModelInfo;
  /** The column of this model whose value is looked for. */
  readonly from: string;
  /** The column of the other model in which it is looked for. */
  readonly to: string;
}

/** The relations of a model by their names: those that its references make, and those of the models that point to it. */
export function relationsOf(model: ModelInfo): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const { owner, key, target, to } of references()) {
    const { as, many } = owner.columns.get(key)?.ref ?? {};
    if (target === model) relations.set(many ?? owner.exportName, { type: "many", target: owner, from: to, to: key });
    const name = as ?? (key.endsWith("Id") ? key.slice(0, -2) : undefined);
    if (owner === model && name !== undefined) relations.set(name, { type: "one", target, from: key, to });
  }
  return relations;
}

function* references(): Generator<{ owner: ModelInfo; key: string; target: ModelInfo; to: string }> {
  for (const owner of models())
    for (const [key, spec] of owner.columns) {
      const found = spec.ref && resolveReference(owner, key, spec.ref);
      if (found && !isNativeColumn(found)) yield { owner, key, target: found.model, to: found.key };
    }
}
