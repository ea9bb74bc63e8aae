// A line that breaks where a test says: between a browser's half and the server, in bytes.
import { createServer, connect, type Server, type Socket } from "node:net";
import { once } from "node:events";

/** What happens to a connection from now on. */
export interface Trouble {
  /** Cut both ways after so many more bytes towards the server. */
  readonly cutAfterUp?: number;
  /** Cut both ways after so many more bytes towards the browser. */
  readonly cutAfterDown?: number;
  /** Everything arrives so much later. */
  readonly latencyMs?: number;
  /** Nothing arrives, and nobody is told. */
  readonly isBlackHole?: boolean;
}

/** A TCP proxy in front of one port of this machine. */
export class TcpProxy implements AsyncDisposable {
  readonly #target: number;
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  #trouble: Trouble = {};
  #isDown = false;
  /** Connections that were cut so far. */
  cuts = 0;
  /** Called with the bytes that a black hole took. */
  onSwallowed: (bytes: Buffer) => void = () => {};

  constructor(target: number) {
    this.#target = target;
    this.#server = createServer((browser) => this.#accept(browser));
  }

  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** From now on, for the connections that are there and those to come. */
  set trouble(trouble: Trouble) {
    this.#trouble = trouble;
    for (const line of this.#lines) line.trouble = trouble;
  }

  /** Refuses new connections and cuts those that are there, until it is up again. */
  set isDown(isDown: boolean) {
    this.#isDown = isDown;
    if (isDown) this.cut();
  }

  /** Cuts every connection now. */
  cut(): void {
    for (const line of this.#lines) line.cut();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  #accept(browser: Socket): void {
    if (this.#isDown) return void browser.destroy();
    const line = new Line(browser, connect(this.#target, "127.0.0.1"), {
      onEnd: () => {
        this.#lines.delete(line);
        this.cuts++;
      },
      onSwallowed: (bytes) => this.onSwallowed(bytes),
    });
    line.trouble = this.#trouble;
    this.#lines.add(line);
  }
}

/** Who is told what became of a connection. */
interface LineOwner {
  onEnd(): void;
  onSwallowed(bytes: Buffer): void;
}

/** One connection through the proxy. */
class Line {
  readonly #ends: readonly [browser: Socket, server: Socket];
  readonly #owner: LineOwner;
  readonly #left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
  #trouble: Trouble = {};
  #hasEnded = false;

  constructor(browser: Socket, server: Socket, owner: LineOwner) {
    this.#ends = [browser, server];
    this.#owner = owner;
    for (const end of this.#ends) {
      end.setNoDelay(true);
      // Both ends go when one does; why is of no interest.
      end.on("error", () => {});
      end.on("close", () => this.cut());
    }
    browser.on("data", (bytes) => this.#pass(bytes, "up", server));
    server.on("data", (bytes) => this.#pass(bytes, "down", browser));
  }

  set trouble(trouble: Trouble) {
    this.#trouble = trouble;
    this.#left.up = trouble.cutAfterUp ?? Number.POSITIVE_INFINITY;
    this.#left.down = trouble.cutAfterDown ?? Number.POSITIVE_INFINITY;
  }

  cut(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    for (const end of this.#ends) end.destroy();
    this.#owner.onEnd();
  }

  #pass(bytes: Buffer, direction: "up" | "down", to: Socket): void {
    const { latencyMs, isBlackHole } = this.#trouble;
    if (isBlackHole === true) return this.#owner.onSwallowed(bytes);
    const passed = bytes.subarray(0, Math.min(bytes.length, this.#left[direction]));
    const isLast = passed.length < bytes.length || passed.length === this.#left[direction];
    this.#left[direction] -= passed.length;
    const deliver = (): void => {
      if (this.#hasEnded) return;
      // The last bytes must have left before the connection is cut, or the cut would come earlier than asked.
      to.write(passed, () => isLast && this.cut());
    };
    if (latencyMs === undefined) deliver();
    else setTimeout(deliver, latencyMs);
  }
}
