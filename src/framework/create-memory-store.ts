import { RxError } from "../errors/rx-error.ts";
import type { Answer } from "../protocol/messages.ts";
import { isPlainAnswer } from "./is-plain-answer.ts";
import type { StateStore } from "./ports/state-store.ts";

interface TabRecord {
  fence: number;
  last: number;
  /** The newest, each at its id's remainder; of a plain one the id alone, so that nothing is kept alive for it. */
  readonly answers: (Answer | number)[];
}

/** Records in this process's memory: they survive a reconnect, not the process. */
export function createMemoryStore(limits: { readonly maxRecordedAnswers: number }): StateStore {
  const tabs = new Map<string, TabRecord>();
  return {
    claim(token) {
      let tab = tabs.get(token);
      if (tab === undefined) tabs.set(token, (tab = { fence: 0, last: 0, answers: [] }));
      tab.fence += 1;
      return { fence: tab.fence, last: tab.last };
    },
    save(token, fence, { last, answer }) {
      const tab = tabs.get(token);
      if (tab?.fence !== fence) throw new RxError("STATE_STALE");
      tab.last = last;
      tab.answers[answer.id % limits.maxRecordedAnswers] = isPlainAnswer(answer) ? answer.id : answer;
    },
    answer(token, id) {
      const kept = tabs.get(token)?.answers[id % limits.maxRecordedAnswers];
      const answer = typeof kept === "number" ? { id: kept } : kept;
      return answer?.id === id ? answer : undefined;
    },
    end(token) {
      tabs.delete(token);
    },
    close() {
      tabs.clear();
    },
  };
}
