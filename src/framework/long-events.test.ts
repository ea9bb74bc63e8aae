import * as v from "valibot";
import { expect, test } from "vitest";
import { z } from "zod";
import { event } from "./event.ts";
import { State } from "./state.ts";
import { TestApp } from "./test-tab/test-app.ts";

class Posts extends State {
  write = event(z.object({ body: z.string().max(200_000), title: z.string().max(100) }), () => undefined);
  short = event(z.object({ title: z.string().max(100) }), () => undefined);
  open = event(z.string(), () => undefined);
  other = event(v.string(), () => undefined);
  strange = event(
    z.custom<number>(() => true),
    () => undefined,
  );
  none = event(() => undefined);
}

test.each([
  ["write", true],
  ["short", false],
  ["open", false],
  ["other", false],
  ["strange", false],
  ["none", false],
  ["nobody", false],
  ["__proto__", false],
])("the event %s may take long text: %s", (name, expected) => {
  const { sessions } = new TestApp([Posts]);
  expect(sessions.allowsLong("Posts", name)).toBe(expected);
  expect(sessions.allowsLong("Nobody", name)).toBe(false);
});
