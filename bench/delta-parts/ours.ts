import { z } from "zod";
import { event } from "../../src/framework/event.ts";
import { State } from "../../src/framework/state.ts";
import { register } from "../../src/framework/state-registry.ts";
import { createBenchSessions } from "../measure/create-bench-sessions.ts";
import { makeState, type Case } from "./cases.ts";
import type { Engine } from "./peers.ts";

let made = 0;

/** A whole tab: the event's message goes in, the frame of its delta comes out. */
export async function makeOurs(of: Case, rowCount: number): Promise<Engine> {
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
  let frames: string[] = [];
  let onFrame = (): void => {};
  const link = {
    send: (text: string) => {
      frames.push(text);
      onFrame();
    },
    sendShared() {},
    close() {},
    queuedBytes: 0,
    pause() {},
    resume() {},
  };
  const connection = createBenchSessions([id]).connect(link, "bench");
  connection.receive({ t: "hello", v: 1, build: "bench" });
  const opened = new Promise<void>((resolve) => {
    onFrame = () => frames.at(-1)?.includes('"a":') === true && resolve();
  });
  connection.receive({ t: "open", id: 1, route: "/", params: {}, query: {} });
  await opened;
  onFrame = () => {};
  let next = 2;
  return (step) => {
    frames = [];
    connection.receive({ t: "event", id: next++, s: id, n: "change", i: step });
    // A handler that does not await has its frame out by now.
    return frames.join("");
  };
}
