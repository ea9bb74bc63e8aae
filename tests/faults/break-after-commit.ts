import type { UnitOfWork } from "../../src/framework/ports/unit-of-work.ts";
import type { Answer } from "../../src/protocol/messages.ts";

/** Calls back between the commit of an event's writes and everything that comes after it: its record, its answer. */
export function breakAfterCommit(unitOfWork: UnitOfWork, onCommitted: (answer: Answer) => void): UnitOfWork {
  return {
    ...unitOfWork,
    begin(scope) {
      const work = unitOfWork.begin(scope);
      return {
        get wrote() {
          return work.wrote;
        },
        get heldMs() {
          return work.heldMs;
        },
        start: () => work.start(),
        run: (fn) => work.run(fn),
        end: () => work.end(),
        rollback: (answer) => work.rollback(answer),
        async commit(answer) {
          await work.commit(answer);
          onCommitted(answer);
        },
      };
    },
  };
}
