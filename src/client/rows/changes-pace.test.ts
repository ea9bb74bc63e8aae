import { beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "../../../tests/client/fake-server.ts";
import { BoxViewport } from "../../../tests/client/model-view.ts";
import { ChangesPace } from "./changes-pace.ts";

let clock: FakeClock;
let viewport: BoxViewport;
let pace: ChangesPace;
let draws: number;

beforeEach(() => {
  [clock, viewport, draws] = [new FakeClock(), new BoxViewport(), 0];
  pace = new ChangesPace(viewport, clock, () => (draws += 1));
});

function frame(): number {
  clock.pass(16);
  viewport.paint();
  return draws;
}

describe("at rest", () => {
  test("changes are drawn once in the next frame, however many came", () => {
    pace.drawSoon(false);
    pace.drawSoon(false);
    expect(draws).toBe(0);
    expect([frame(), frame()]).toEqual([1, 1]);
    pace.drawSoon(false);
    expect(frame()).toBe(2);
  });
});

describe("while it scrolls", () => {
  beforeEach(() => {
    pace.drawSoon(true);
    frame();
  });

  test("the next are drawn 50 ms later", () => {
    pace.drawSoon(true);
    expect([frame(), frame(), frame(), frame()]).toEqual([1, 1, 1, 2]);
  });

  test("a frame that scrolls draws none, and the one after it does", () => {
    clock.pass(60);
    pace.drawSoon(true);
    pace.scrolled();
    expect([frame(), frame()]).toEqual([1, 2]);
  });

  test("where every frame scrolls they are drawn after 100 ms", () => {
    pace.drawSoon(true);
    const drawn: number[] = [];
    for (let at = 16; at <= 128; at += 16) {
      pace.scrolled();
      drawn.push(frame());
    }
    expect(drawn).toEqual([1, 1, 1, 1, 1, 1, 2, 2]);
  });
});
