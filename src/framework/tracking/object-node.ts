import { RxError } from "../../errors/rx-error.ts";
import { forbiddenKeys } from "../../protocol/reserved-names.ts";
import { TrackedNode, type Key } from "./tracked-node.ts";

/** A plain object inside a State. */
export class ObjectNode extends TrackedNode implements ProxyHandler<object> {
  protected override handler(): ProxyHandler<object> {
    return this;
  }

  override keyOf(child: object, hint: Key): Key | undefined {
    return Reflect.get(this.raw, hint) === child ? hint : undefined;
  }

  override isFreshAt(key: Key): boolean {
    const log = this.tracker.pending.get(this.raw);
    return log?.type === "object" && log.keys.has(String(key));
  }

  override dateChanged(key: Key): void {
    this.tracker.changing(this);
    this.tracker.objectLog(this).keys.add(String(key));
  }

  get(raw: Record<string, unknown>, key: string | symbol): unknown {
    if (typeof key === "symbol") return Reflect.get(raw, key);
    const value = raw[key];
    if (typeof value !== "object" || value === null) return value;
    return this.tracker.read(value, this, key);
  }

  set(raw: Record<string, unknown>, key: string | symbol, value: unknown): boolean {
    if (typeof key === "symbol") return Reflect.set(raw, key, value);
    if (forbiddenKeys.has(key)) throw new RxError("VALUE_NOT_SENDABLE", { found: `a key named ${key}` });
    const isPrivate = this.tracker.changing(this);
    const next = this.tracker.adopt(value, this, key, isPrivate);
    if (Object.is(raw[key], next) && Object.hasOwn(raw, key)) return true;
    if (this.tracker.isRecording) this.tracker.undo.setting(raw, key);
    this.tracker.objectLog(this).keys.add(key);
    raw[key] = next;
    return true;
  }

  deleteProperty(raw: object, key: string | symbol): boolean {
    if (typeof key === "symbol" || !Object.hasOwn(raw, key)) return Reflect.deleteProperty(raw, key);
    this.tracker.changing(this);
    if (this.tracker.isRecording) this.tracker.undo.deleting(raw, key);
    this.tracker.objectLog(this).keys.add(key);
    return Reflect.deleteProperty(raw, key);
  }

  defineProperty(raw: Record<string, unknown>, key: string | symbol, descriptor: PropertyDescriptor): boolean {
    if (typeof key === "symbol" || !("value" in descriptor)) return Reflect.defineProperty(raw, key, descriptor);
    return this.set(raw, key, descriptor.value);
  }
}
