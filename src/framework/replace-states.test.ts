import { expect, test } from "vitest";
import { z } from "zod";
import { bindable } from "./bindable.ts";
import { event } from "./event.ts";
import { State } from "./state.ts";
import { settled, TestApp } from "./test-tab/test-app.ts";

const before = () =>
  class Todos extends State {
    title = bindable(z.string(), "");
    items: string[] = [];
    gone = 1;
    count = 1;
    _kept = 1;
    add = event(() => void this.items.push("a"));
    keep = event(() => void (this._kept = 7));
  };

const after = () =>
  class Todos extends State {
    title = bindable(z.string(), "new");
    items: string[] = ["new"];
    fresh = true;
    count = "another kind";
    _kept = 1;
    get size() {
      return this.items.length + this._kept;
    }
    add = event(() => void this.items.push("b"));
  };

test("a reload keeps what both versions have, drops the rest and tells every tab all of it", async () => {
  const app = new TestApp([before()]);
  const tab = await app.tab();
  tab.set(2, "Todos.title", "typed");
  tab.event(3, "Todos.add");
  tab.event(4, "Todos.keep");
  tab.take();
  app.registry.renew();
  app.registry.register(after(), "Todos");
  app.sessions.replaceStates([{ route: "/", states: ["Todos"] }]);
  await settled();
  tab.event(5, "Todos.add");
  expect(tab.take()).toEqual([
    '{"t":"delta","v":5,"full":true,"s":{"Todos":{"title":"typed","items":["a"],"fresh":true,"count":"another kind","size":8}},' +
      '"shapes":{"Todos":{"events":["add"],"bindable":["title"]}}}',
    '{"t":"delta","v":6,"s":{"Todos":{"items":["a","b"],"size":9}},"a":{"id":5}}',
  ]);
});

test("two classes of one id are refused, but not where a reload put one in the other's place", () => {
  const app = new TestApp([before()]);
  app.registry.renew();
  app.registry.register(after(), "Todos");
  app.sessions.replaceStates([]);
  app.registry.register(before(), "Todos");
  expect(() => app.sessions.replaceStates([])).toThrow(expect.objectContaining({ code: "STATE_ID_DUPLICATE" }));
});

test("a member that every State has cannot be declared again", async () => {
  class Bad extends State {
    turn = 1;
  }
  class Worse extends State {
    // Typed as the base class has it, it passes the compiler.
    override async flush() {}
  }
  expect(() => new Bad()).toThrow(expect.objectContaining({ code: "STATE_MEMBER_RESERVED" }));
  expect(() => new Worse()).toThrow(expect.objectContaining({ code: "STATE_MEMBER_RESERVED" }));
});
