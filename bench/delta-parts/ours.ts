import { z } from "zod";
import { event } from "../../src/framework/event.ts";
import { State } from "../../src/framework/state.ts";
import { register } from "../../src/framework/state-registry.ts";
import { createBenchSessions } from "../measure/create-bench-sessions.ts";
import { makeState, type Case } from "./cases.ts";
import type { Engine } from "./peers.ts";

let made = 0;

/** A whole tab: the event's message goes in, the frame of its delta comes out. */
export function makeOurs(of: Case, rowCount: number): Engine {
  const id = `Bench${made++}`;
  const initial = makeState(rowCount, of.columns);
  class Bench extends State {
    count = 0;
    rows: Record<string, string | number>[] = [];

    change = event(z.number(), (step) => of.change(Object(this), step));

    onLoad(): void {
      Object.assign(this, initial);
    }
  }
  register(Bench, id);
  const frames: string[] = [];
  const link = {
    send: (text: string) => void frames.push(text),
    sendShared: ({ text }: { readonly text: string }) => void frames.push(text),
    close() {},
    queuedBytes: 0,
    pause() {},
    resume() {},
  };
  const connection = createBenchSessions([id]).connect(link, "bench");
  connection.receive({ t: "hello", v: 1, build: "bench" });
  connection.receive({ t: "open", id: 1, route: "/", params: {}, query: {} });
  let next = 2;
  return (step) => {
    frames.length = 0;
    connection.receive({ t: "event", id: next++, s: id, n: "change", i: step });
    return frames.join("");
  };
}
