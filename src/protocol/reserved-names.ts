/** Members of the base class State: an app cannot declare them again. */
export const reservedNames: ReadonlySet<string> = new Set(["flush", "get", "turn", "browser", "constructor"]);

/** Keys that lead to prototypes: refused on the wire in both directions. */
export const forbiddenKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
