// @vitest-environment happy-dom
import { act, Profiler, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../../tests/client/fake-server.ts";
import type { StateClass } from "../../framework/types/state-class.ts";
import type { Bindable } from "../../framework/types/bindable.ts";
import type { ServerEvent } from "../../framework/types/server-event.ts";
import type { Client } from "../client.ts";
import { createClient } from "../create-client.ts";
import { memoryStorage } from "../memory-storage.ts";
import { stub } from "../stub.ts";
import { ClientContext } from "./client-context.ts";
import { useServerState } from "./use-server-state.ts";

declare class TodosState {
  title: Bindable<string>;
  done: Bindable<boolean>;
  count: number;
  other: number;
  add: ServerEvent<[], string>;
}
const Todos = stub("Todos") as unknown as StateClass<TodosState>;

let server: FakeServer;
let client: Client;
let root: Root;
let container: HTMLElement;

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

beforeEach(() => {
  server = new FakeServer();
  client = createClient({
    url: "ws://x",
    build: "b",
    socket: server.socket,
    clock: server.clock,
    storage: memoryStorage(),
  });
  void client.open({ route: "/", params: {}, query: {} });
  const shapes = { Todos: { events: ["add"], bindable: ["title", "done"] } };
  const s = { Todos: { title: "", done: false, count: 0, other: 0 } };
  server.welcome().say({ t: "delta", v: 1, full: true, shapes, s, a: { id: 1 } });
  container = document.createElement("div");
  document.body.append(container);
  root = createRoot(container);
});

afterEach(() => {
  act(() => root.unmount());
  container.remove();
  client.close();
});

function show(node: ReactNode): void {
  act(() => root.render(<ClientContext value={client}>{node}</ClientContext>));
}

function input(): HTMLInputElement {
  const found = container.querySelector("input");
  if (found === null) throw new Error("no input");
  return found;
}

function type(text: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  act(() => {
    setter?.call(input(), text);
    input().dispatchEvent(new Event("input", { bubbles: true }));
  });
}

test("draws a component again only when a var that it read changes", () => {
  let draws = 0;
  function Count(): ReactNode {
    return <p>{useServerState(Todos).count}</p>;
  }
  show(
    <Profiler id="count" onRender={() => draws++}>
      <Count />
    </Profiler>,
  );
  act(() => server.last.say({ t: "delta", v: 2, p: [[0, ["Todos", "other"], 5]] }));
  expect(draws).toBe(1);
  act(() => server.last.say({ t: "delta", v: 3, p: [[0, ["Todos", "count"], 5]] }));
  expect(draws).toBe(2);
  expect(container.textContent).toBe("5");
});

test("binds a field both ways and keeps what is typed while older values come back", () => {
  function Field(): ReactNode {
    const { error, ...props } = useServerState(Todos).bind("title");
    return (
      <>
        <input {...props} />
        <p>{error}</p>
      </>
    );
  }
  show(<Field />);
  type("mi");
  expect(input().value).toBe("mi");
  type("milk");
  act(() => server.last.say({ t: "delta", v: 2, s: { Todos: { title: "mi" } }, a: { id: 2 } }));
  expect(input().value).toBe("milk");
  expect(server.last.of("set").map(({ v }) => v)).toEqual(["mi", "milk"]);
  const error = { code: "INPUT_INVALID", message: "Too long." } as const;
  act(() => server.last.say({ t: "delta", v: 3, a: { id: 3, code: "rejected", error } }));
  expect(container.querySelector("p")?.textContent).toBe("Too long.");
});

test("binds a checkbox", () => {
  function Box(): ReactNode {
    const { error: _, ...props } = useServerState(Todos).bind("done");
    return <input type="checkbox" {...props} />;
  }
  show(<Box />);
  act(() => input().click());
  expect(input().checked).toBe(true);
  expect(server.last.of("set")).toEqual([{ id: 2, t: "set", s: "Todos", n: "done", v: true }]);
});

test("passes no click to an event that has no input", () => {
  show(<Add />);
  act(() => container.querySelector("button")?.click());
  expect(server.last.of("event")).toEqual([{ id: 2, t: "event", s: "Todos", n: "add" }]);
});

function Add(): ReactNode {
  return <button onClick={useServerState(Todos).add}>Add</button>;
}

test("the stub of a State says what it is when it is called", () => {
  const call: () => unknown = stub("Todos");
  expect(() => call()).toThrow(expect.objectContaining({ code: "SERVER_CLASS_CALLED" }));
});
