/** How a value in a State is followed: into it, by its time, or not at all. */
export type Kind = "object" | "array" | "date" | "opaque";

/** What kind of object this is. A class instance or a frozen object is a value of its own: it is replaced, not changed. */
export function kindOf(value: object): Kind {
  if (Array.isArray(value)) return Object.isFrozen(value) ? "opaque" : "array";
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return Object.isFrozen(value) ? "opaque" : "object";
  return value instanceof Date ? "date" : "opaque";
}
