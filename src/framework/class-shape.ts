import { RxError } from "../errors/rx-error.ts";
import { reservedNames } from "../protocol/reserved-names.ts";

/** What a State class declares on its prototypes: looked up once for each class. */
export interface ClassShape {
  readonly name: string;
  readonly getters: ReadonlyMap<string, () => unknown>;
  readonly setters: ReadonlyMap<string, (value: unknown) => void>;
}

const shapes = new WeakMap<object, ClassShape>();

/**
 * The shape of a State class.
 *
 * @param base the prototype where the class's own members end.
 * @throws RxError STATE_MEMBER_RESERVED where it declares a name of the base class.
 */
export function classShapeOf(Class: { readonly name: string; readonly prototype: object }, base: object): ClassShape {
  const known = shapes.get(Class);
  if (known !== undefined) return known;
  const getters = new Map<string, () => unknown>();
  const setters = new Map<string, (value: unknown) => void>();
  const seen = new Set<string>();
  for (let prototype: object | null = Class.prototype; prototype !== null && prototype !== base;) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      checkName(Class.name, name);
      if (seen.has(name)) continue;
      seen.add(name);
      if (descriptor.get !== undefined) getters.set(name, descriptor.get);
      if (descriptor.set !== undefined) setters.set(name, descriptor.set);
    }
    prototype = Object.getPrototypeOf(prototype);
  }
  const shape: ClassShape = { name: Class.name, getters, setters };
  shapes.set(Class, shape);
  return shape;
}

/** Refuses a name that every State has already. */
export function checkName(state: string, name: string): void {
  if (name !== "constructor" && reservedNames.has(name)) throw new RxError("STATE_MEMBER_RESERVED", { state, name });
}
