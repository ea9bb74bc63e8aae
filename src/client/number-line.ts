// Invariant: messages leave in the order in which they were put in, each number is taken once, when it is sent, and a
// message is kept until the server says that a crash cannot lose it.
import type { Answer } from "../protocol/messages.ts";

/** One numbered message on its way. `body` is its JSON without the id, fixed when it was put in. */
export interface LineItem {
  readonly type: "event" | "set" | "edit" | "open";
  body: string;
  /** A `set`: which var, so that a newer one can take the place of an unsent one. */
  readonly target?: string;
  /** Called once, with the answer. */
  settle(answer: Omit<Answer, "id">): void;
}

interface Sent {
  readonly id: number;
  readonly item: LineItem;
  answered: boolean;
}

/** The messages of one tab, numbered 1, 2, 3 … */
export class NumberLine {
  #next = 1;
  #unsent: LineItem[] = [];
  readonly #sent = new Map<number, Sent>();
  #resend: number[] = [];
  #unanswered = 0;
  readonly #setsInFlight = new Map<string, number>();

  /** Messages that have no answer yet, sent or not. */
  get waiting(): number {
    return this.#unsent.length + this.#unanswered;
  }

  /** Ids that were sent and not answered. */
  get pending(): readonly number[] {
    return [...this.#sent.values()].filter((sent) => !sent.answered).map((sent) => sent.id);
  }

  /** Is there an unsent or unanswered `set` of this var? */
  isSetting(target: string): boolean {
    return this.#setsInFlight.has(target) || this.#unsent.some((item) => item.target === target);
  }

  /**
   * Puts a message at the end. An unsent `set` of the same var is replaced while nothing but sets was queued after it;
   * the message that was replaced is returned and never settled.
   */
  push(item: LineItem): LineItem | undefined {
    if (item.type === "set") {
      for (let at = this.#unsent.length - 1; at >= 0; at--) {
        const other = this.#unsent[at];
        if (other === undefined || other.type !== "set") break;
        if (other.target !== item.target) continue;
        this.#unsent[at] = item;
        return other;
      }
    }
    this.#unsent.push(item);
    return undefined;
  }

  /** Puts messages before all that are not sent yet. */
  pushFirst(items: readonly LineItem[]): void {
    this.#unsent.unshift(...items);
  }

  /** Takes the next message that may go, with its number; undefined where there is none or it has to wait. */
  take(maxUnanswered: number, types?: ReadonlySet<LineItem["type"]>): { id: number; text: string } | undefined {
    const again = this.#resend[0];
    if (again !== undefined) {
      this.#resend.shift();
      const sent = this.#sent.get(again);
      return sent === undefined ? this.take(maxUnanswered, types) : { id: again, text: framed(again, sent.item) };
    }
    const item = this.#unsent[0];
    if (item === undefined || this.#unanswered >= maxUnanswered || (types && !types.has(item.type))) return undefined;
    if (item.target !== undefined && this.#setsInFlight.has(item.target)) return undefined;
    this.#unsent.shift();
    const id = this.#next++;
    this.#sent.set(id, { id, item, answered: false });
    this.#unanswered += 1;
    if (item.target !== undefined) this.#setsInFlight.set(item.target, id);
    return { id, text: framed(id, item) };
  }

  /** Is there a message that only the pace holds back? */
  hasNext(maxUnanswered: number): boolean {
    const item = this.#unsent[0];
    if (this.#resend.length > 0) return true;
    if (item === undefined || this.#unanswered >= maxUnanswered) return false;
    return item.target === undefined || !this.#setsInFlight.has(item.target);
  }

  /** Settles a message, once; a repeated answer changes nothing. Forgets what is durable. True the first time. */
  answer(answer: Answer): boolean {
    const sent = this.#sent.get(answer.id);
    const first = sent !== undefined && !sent.answered;
    if (first) this.#settle(sent, answer);
    this.forget(answer.d ?? answer.id);
    return first;
  }

  /** Everything up to this id is kept by the server. */
  forget(durable: number): void {
    for (const [id, sent] of this.#sent) {
      if (id > durable) break;
      if (sent.answered) this.#sent.delete(id);
    }
  }

  /** The session was there: what it applied and has no answer for any more is `gone`, the rest is sent again, in order. */
  resume(last: number): void {
    for (const sent of this.#sent.values()) {
      if (sent.id <= last && !sent.answered) this.#settle(sent, { code: "gone" });
    }
    this.#resend = [...this.#sent.keys()].filter((id) => id > last);
    this.#next = Math.max(this.#next, last + 1);
  }

  /**
   * Another session: numbers begin at 1 again. What was sent and has no answer is `gone`, unless it is a `set` or an
   * `open`, which the caller makes anew; what was not sent stays, but for edits, whose row keys died with the session.
   */
  restart(): void {
    for (const sent of this.#sent.values()) if (!sent.answered) this.#settle(sent, { code: "gone" });
    const edits = this.#unsent.filter((item) => item.type === "edit");
    this.#unsent = this.#unsent.filter((item) => item.type !== "edit");
    this.#clear();
    for (const item of edits) item.settle({ code: "gone" });
  }

  /** A first socket that ended before its welcome: what it carried was never in a session that is known, and goes again. */
  unsend(): void {
    const again = [...this.#sent.values()].filter((sent) => !sent.answered).map((sent) => sent.item);
    this.#clear();
    this.#unsent.unshift(...again);
  }

  /** Nothing will be sent any more. */
  end(): void {
    for (const sent of this.#sent.values()) if (!sent.answered) this.#settle(sent, { code: "interrupted" });
    const unsent = this.#unsent;
    this.#unsent = [];
    this.#clear();
    for (const item of unsent) item.settle({ code: "gone" });
  }

  /** Takes out unsent messages, without settling them. */
  withdraw(matches: (item: LineItem) => boolean): void {
    this.#unsent = this.#unsent.filter((item) => !matches(item));
  }

  #settle(sent: Sent, answer: Omit<Answer, "id">): void {
    sent.answered = true;
    this.#unanswered -= 1;
    const { target } = sent.item;
    if (target !== undefined && this.#setsInFlight.get(target) === sent.id) this.#setsInFlight.delete(target);
    sent.item.settle(answer);
  }

  #clear(): void {
    this.#sent.clear();
    this.#resend = [];
    this.#setsInFlight.clear();
    this.#unanswered = 0;
    this.#next = 1;
  }
}

function framed(id: number, item: LineItem): string {
  return `{"id":${id},${item.body.slice(1)}`;
}
