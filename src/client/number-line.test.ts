import fc from "fast-check";
import { expect, test } from "vitest";
import { NumberLine, type LineItem } from "./number-line.ts";

interface Told extends LineItem {
  readonly answers: unknown[];
}

function item(type: LineItem["type"], body: string, target?: string): Told {
  const answers: unknown[] = [];
  return {
    type,
    body: JSON.stringify({ b: body }),
    ...(target === undefined ? {} : { target }),
    settle: (answer) => void answers.push(answer),
    answers,
  };
}

function sendAll(line: NumberLine, most = 64): string[] {
  const texts: string[] = [];
  for (;;) {
    const next = line.take(most);
    if (next === undefined) return texts;
    texts.push(next.text);
  }
}

test("takes a number when a message is sent", () => {
  const line = new NumberLine();
  line.push(item("event", "a"));
  line.push(item("event", "b"));
  expect(sendAll(line)).toEqual(['{"id":1,"b":"a"}', '{"id":2,"b":"b"}']);
});

test("has one set of a var in flight and replaces the unsent one", () => {
  const line = new NumberLine();
  for (const text of ["m", "mi", "mil", "milk"]) {
    line.push(item("set", text, "Todos.title"));
    if (text === "m") expect(sendAll(line)).toEqual(['{"id":1,"b":"m"}']);
  }
  expect(sendAll(line)).toEqual([]);
  line.answer({ id: 1 });
  expect(sendAll(line)).toEqual(['{"id":2,"b":"milk"}']);
});

test("does not replace a set that an event was queued after", () => {
  const line = new NumberLine();
  line.push(item("set", "milk", "T.title"));
  line.push(item("event", "add"));
  line.push(item("set", "", "T.title"));
  expect(line.take(64)?.text).toBe('{"id":1,"b":"milk"}');
  expect(line.take(64)?.text).toBe('{"id":2,"b":"add"}');
  expect(line.take(64)).toBeUndefined();
  line.answer({ id: 1 });
  expect(line.take(64)?.text).toBe('{"id":3,"b":""}');
});

test("keeps to the number of unanswered messages that the server allows", () => {
  const line = new NumberLine();
  for (let n = 0; n < 5; n++) line.push(item("event", String(n)));
  expect(sendAll(line, 3)).toHaveLength(3);
  line.answer({ id: 1 });
  expect(sendAll(line, 3)).toHaveLength(1);
});

test("settles a message once", () => {
  const line = new NumberLine();
  const event = item("event", "a");
  line.push(event);
  sendAll(line);
  expect(line.answer({ id: 1, value: 7 })).toBe(true);
  expect(line.answer({ id: 1, value: 7 })).toBe(false);
  expect(event.answers).toEqual([{ id: 1, value: 7 }]);
});

test("sends what was answered but is not durable again when the server has lost it", () => {
  const line = new NumberLine();
  for (const text of ["a", "b"]) line.push(item("event", text));
  sendAll(line);
  line.answer({ id: 1, d: 0 });
  line.answer({ id: 2, d: 0 });
  line.resume(0);
  expect(sendAll(line)).toEqual(['{"id":1,"b":"a"}', '{"id":2,"b":"b"}']);
});

test("after a restart calls what was sent gone, keeps what was not, and drops edits, whose keys died", () => {
  const line = new NumberLine();
  const sent = item("event", "sent");
  const edit = item("edit", "edit");
  line.push(sent);
  sendAll(line);
  line.push(item("event", "later"));
  line.push(edit);
  line.restart();
  expect(sent.answers).toEqual([{ code: "gone" }]);
  expect(edit.answers).toEqual([{ code: "gone" }]);
  expect(sendAll(line)).toEqual(['{"id":1,"b":"later"}']);
});

test("through any cuts the server applies every event once and in order", () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("push" as const) }),
    fc.record({ do: fc.constant("send" as const), n: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant("arrive" as const), n: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant("answer" as const), n: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant("cut" as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const line = new NumberLine();
      const applied: string[] = [];
      let wire: string[] = [];
      let answers: number[] = [];
      let pushed = 0;
      const arrive = (text: string): void => {
        const { id, b } = JSON.parse(text) as { id: number; b: string };
        expect(id).toBeLessThanOrEqual(applied.length + 1);
        if (id > applied.length) applied.push(b);
        answers.push(id);
      };
      for (const now of [...steps, { do: "cut" as const }]) {
        if (now.do === "push") line.push(item("event", String(pushed++)));
        else if (now.do === "cut") {
          const { pending } = line;
          for (const id of pending) if (id <= applied.length) line.answer({ id });
          line.resume(applied.length);
          wire = [];
          answers = [];
        } else {
          for (let n = 0; n < now.n; n++) {
            if (now.do === "send") wire.push(...[line.take(8)?.text].filter((text) => text !== undefined));
            else if (now.do === "arrive") wire.splice(0, 1).forEach(arrive);
            else answers.splice(0, 1).forEach((id) => line.answer({ id }));
          }
        }
      }
      for (;;) {
        const next = line.take(8);
        if (next === undefined && answers.length === 0) break;
        if (next !== undefined) arrive(next.text);
        answers.splice(0).forEach((id) => line.answer({ id }));
      }
      expect(applied).toEqual(Array.from({ length: pushed }, (_, n) => String(n)));
      expect(line.waiting).toBe(0);
    }),
  );
});
