import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { TcpProxy } from "./tcp-proxy.ts";

/** An echo server behind a proxy, and a socket through it that counts what comes back. */
async function through() {
  const accepted: Socket[] = [];
  const heard = { bytes: 0 };
  const server = createServer((socket) => {
    accepted.push(socket);
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      heard.bytes += bytes.length;
      socket.write(bytes);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const proxy = new TcpProxy(typeof address === "object" && address !== null ? address.port : 0);
  const port = await proxy.listen();
  const open = async () => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    return socket;
  };
  return {
    proxy,
    heard,
    open,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      for (const socket of accepted) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

test("passes everything both ways while nothing is wrong", async () => {
  await using setup = await through();
  const socket = await setup.open();
  socket.write("hello");
  expect(String(await once(socket, "data"))).toBe("hello");
});

test("cuts after exactly so many bytes on the way up", async () => {
  await using setup = await through();
  setup.proxy.trouble = { cutAfterUp: 3 };
  const socket = await setup.open();
  socket.resume().write("hello");
  await once(socket, "close");
  expect(setup.heard.bytes).toBeLessThanOrEqual(3);
  expect(setup.proxy.cuts).toBe(1);
});

test("cuts after exactly so many bytes on the way down", async () => {
  await using setup = await through();
  setup.proxy.trouble = { cutAfterDown: 3 };
  const socket = await setup.open();
  let back = "";
  socket.on("data", (bytes) => {
    back += String(bytes);
  });
  socket.write("hello");
  await once(socket, "close");
  expect(back).toBe("hel");
  expect(setup.heard.bytes).toBe(5);
});

test("swallows everything in a black hole, and lets the next bytes through when it is over", async () => {
  await using setup = await through();
  const socket = await setup.open();
  const swallowed = new Promise((resolve) => {
    setup.proxy.onSwallowed = (bytes) => resolve(String(bytes));
  });
  setup.proxy.trouble = { isBlackHole: true };
  socket.write("lost");
  expect(await swallowed).toBe("lost");
  setup.proxy.trouble = { latencyMs: 1 };
  socket.write("found");
  expect(String(await once(socket, "data"))).toBe("found");
});

test("lets nobody in while it is down", async () => {
  await using setup = await through();
  const socket = await setup.open();
  const cut = once(socket, "close");
  setup.proxy.isDown = true;
  await cut;
  const other = await setup.open();
  await once(other.resume(), "close");
  setup.proxy.isDown = false;
  const back = await setup.open();
  back.write("x");
  expect(String(await once(back, "data"))).toBe("x");
});
