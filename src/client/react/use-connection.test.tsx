// @vitest-environment happy-dom
import { act, type ReactNode } from "react";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { FakeServer } from "../../../tests/client/fake-server.ts";
import { createClient } from "../create-client.ts";
import { memoryStorage } from "../memory-storage.ts";
import { ClientContext } from "./client-context.ts";
import { useConnection } from "./use-connection.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

function Line(): ReactNode {
  const { status, waiting } = useConnection();
  return <p>{`${status.phase}, ${waiting} waiting`}</p>;
}

test("a page from a file is taken over as it is, however far the line is by then, and shows it after that", () => {
  const server = new FakeServer();
  const client = createClient({
    url: "ws://x",
    build: "b",
    socket: server.socket,
    clock: server.clock,
    storage: memoryStorage(),
  });
  const page = (
    <ClientContext value={client}>
      <Line />
    </ClientContext>
  );
  const container = document.createElement("div");
  container.innerHTML = renderToString(page);
  // Nobody answers it: it ends with the client.
  client.open({ route: "/", params: {}, query: {} }).catch(() => {});
  server.welcome();
  const problems: unknown[] = [];
  const roots: Root[] = [];
  act(() => {
    roots.push(hydrateRoot(container, page, { onRecoverableError: (error) => problems.push(error) }));
  });
  expect(problems).toEqual([]);
  expect(container.textContent).toBe("live, 1 waiting");
  act(() => roots[0]?.unmount());
  client.close();
});
