// The database is a list in memory here, with the port's own rules; the real one has its tests in orm.
import { expect, test } from "vitest";
import { RxError } from "../errors/rx-error.ts";
import type { Answer } from "../protocol/messages.ts";
import { event } from "./event.ts";
import type { UnitOfWork, Work, WorkScope } from "./ports/unit-of-work.ts";
import { State } from "./state.ts";
import { settled, TestApp } from "./test-tab/test-app.ts";

class Ledger implements UnitOfWork {
  readonly rows: string[] = [];
  readonly log: string[] = [];
  readonly answers = new Map<string, Answer>();
  current: { writes: string[]; wrote: boolean } | undefined;
  failCommit = false;
  gate: Promise<void> = Promise.resolve();

  write(row: string): void {
    if (this.current === undefined) throw new Error("no unit of work");
    this.current.writes.push(row);
    this.current.wrote = true;
  }

  begin(scope: WorkScope | null): Work {
    const unit = { writes: [] as string[], wrote: false };
    const { log, answers, rows } = this;
    const run = <T>(fn: () => T): T => {
      this.current = unit;
      return fn();
    };
    return {
      start: async () => {
        log.push("start");
        unit.wrote = true;
      },
      run,
      get wrote() {
        return unit.wrote;
      },
      heldMs: 0,
      end: () => undefined,
      commit: async (answer) => {
        await this.gate;
        if (this.failCommit) throw new RxError("DATABASE_BUSY", { waitedMs: 5 });
        rows.push(...unit.writes);
        if (scope !== null) answers.set(`${scope.token}:${scope.id}`, answer);
        log.push(`commit ${JSON.stringify(answer)}`);
      },
      rollback: async (answer) => {
        log.push(`rollback ${JSON.stringify(answer)}`);
      },
    };
  }

  async recorded(token: string, ids: readonly number[]): Promise<readonly Answer[]> {
    return ids.flatMap((id) => this.answers.get(`${token}:${id}`) ?? []);
  }

  settle(_token: string, durable: number): void {
    this.log.push(`settle ${durable}`);
  }

  async sweep(): Promise<void> {}
}

let ledger = new Ledger();

class Orders extends State {
  count = 0;
  add = event(() => {
    ledger.write("order");
    this.count += 1;
    return this.count;
  });
  fail = event(async () => {
    ledger.write("lost");
    this.count = 99;
    throw new Error("no");
  });
  pay = event.effect(async () => {
    ledger.log.push("pay");
    this.count += 1;
  });
}

const open = async (unitOfWork: Ledger) => {
  ledger = unitOfWork;
  const app = new TestApp([Orders], { unitOfWork });
  return { app, tab: await app.tab() };
};

test("the frame leaves after the commit, which has the answer", async () => {
  const { tab } = await open(new Ledger());
  const opened = Promise.withResolvers<void>();
  ledger.gate = opened.promise;
  tab.event(2, "Orders.add");
  await settled();
  expect(tab.take()).toEqual([]);
  opened.resolve();
  await settled();
  expect(ledger.rows).toEqual(["order"]);
  expect(ledger.log).toEqual(['commit {"id":2,"value":1}']);
  expect(tab.take()).toEqual(['{"t":"delta","v":2,"s":{"Orders":{"count":1}},"a":{"id":2,"value":1}}']);
});

test("a commit that fails takes the State back too", async () => {
  const { tab } = await open(new Ledger());
  ledger.failCommit = true;
  tab.event(2, "Orders.add");
  await settled();
  expect(tab.take()).toEqual([
    expect.stringContaining('{"t":"delta","v":2,"s":{"Orders":{"count":0}},"a":{"id":2,"code":"busy","error":'),
  ]);
});

test("an event that throws after it wrote is rolled back", async () => {
  const { tab } = await open(new Ledger());
  tab.event(2, "Orders.fail");
  await settled();
  expect(ledger.rows).toEqual([]);
  expect(ledger.log).toEqual([expect.stringContaining('rollback {"id":2,"code":"failed"')]);
  expect(tab.take()).toEqual([expect.stringContaining('{"t":"delta","v":2,"a":{"id":2,"code":"failed"')]);
});

test("an effect leaves its start mark before it runs", async () => {
  const { tab } = await open(new Ledger());
  tab.event(2, "Orders.pay");
  await settled();
  expect(ledger.log).toEqual(["start", "pay", 'commit {"id":2}']);
});

test("after a restart the browser learns from the ledger what had committed", async () => {
  const { tab, app } = await open(new Ledger());
  tab.event(2, "Orders.add");
  await settled();
  await app.sessions.close();
  const again = new TestApp([Orders], { unitOfWork: ledger, random: (bytes) => `new${bytes}` }).socket();
  again.hello({ token: tab.token, epoch: "r1", seen: 1, pending: [2, 3] });
  again.send({ t: "open", id: 1, route: "/", params: {}, query: {} });
  await settled();
  const [welcome, page] = again.take();
  expect(welcome).toContain(
    '{"t":"welcome","token":"new16","epoch":"new9","resumed":false,"last":0,"durable":0,' +
      '"answers":[{"id":2,"value":1},{"id":3,"code":"gone"}]',
  );
  expect(page).toContain('{"t":"delta","v":1,"full":true,"s":{"Orders":{"count":0}}');
});

test("the ledger of another visitor's token is not asked", async () => {
  const { tab, app } = await open(new Ledger());
  tab.event(2, "Orders.add");
  await settled();
  await app.sessions.close();
  const thief = new TestApp([Orders], { unitOfWork: ledger }).socket("bob");
  thief.hello({ token: tab.token, epoch: "r1", pending: [2] });
  await settled();
  expect(thief.take()[0]).toContain('"answers":[{"id":2,"code":"gone"}]');
});

test("ledger rows go when the browser must have seen their answers", async () => {
  const app = new TestApp([Orders], { unitOfWork: (ledger = new Ledger()), limits: { maxPending: 4 } });
  const tab = await app.tab();
  for (let id = 2; id <= 9; id++) {
    tab.event(id, "Orders.add");
    await settled();
  }
  expect(ledger.log.filter((line) => line.startsWith("settle"))).toEqual(["settle 0", "settle 4"]);
});
