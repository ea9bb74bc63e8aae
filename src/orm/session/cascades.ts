interface Dependent {
  readonly table: string;
  readonly onDelete: boolean;
  readonly onUpdate: boolean;
}

/** Which tables a write reaches by foreign keys that cascade. */
export class Cascades {
  readonly #dependents = new Map<string, Dependent[]>();

  /** @param keys foreign keys: `[table, the table that it points to, on delete, on update]`, actions in words */
  constructor(keys: readonly (readonly unknown[])[]) {
    const acts = (action: unknown): boolean => !["NO ACTION", "RESTRICT"].includes(String(action));
    for (const [table, target, onDelete, onUpdate] of keys) {
      const dependents = this.#dependents.get(String(target)) ?? [];
      this.#dependents.set(String(target), dependents);
      dependents.push({ table: String(table), onDelete: acts(onDelete), onUpdate: acts(onUpdate) });
    }
  }

  /** Tables whose rows go or change with those of this one, at any distance. */
  reachedBy(table: string, write: "onDelete" | "onUpdate"): ReadonlySet<string> {
    const reached = new Set<string>();
    const visit = (name: string): void => {
      for (const dependent of this.#dependents.get(name) ?? []) {
        if (!dependent[write] || reached.has(dependent.table)) continue;
        reached.add(dependent.table);
        visit(dependent.table);
      }
    };
    visit(table);
    return reached;
  }
}
