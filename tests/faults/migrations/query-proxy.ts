import { once } from "node:events";
import { createServer, connect, type Server, type Socket } from "node:net";

/** Where a line is cut: before a query reaches the server, while it runs, or when its answer is there and was not passed on. */
export type Cut = "before" | "during" | "after";

/** Stands before a MySQL server, counts the queries that pass, and cuts the line at one of them. */
export class QueryProxy implements AsyncDisposable {
  /** Queries since the line was opened. */
  queries = 0;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #cutAt: { readonly query: number; readonly cut: Cut; readonly onCut: () => void } | undefined;

  constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target;
    this.#server = createServer((client) => this.#open(client));
  }

  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (typeof address !== "object" || address === null) throw new Error("no port");
    return address.port;
  }

  /** Cuts the line at a query, counted from now on. */
  cutAt(query: number, cut: Cut, onCut: () => void = () => undefined): void {
    this.queries = 0;
    this.#cutAt = { query, cut, onCut };
  }

  /** Lets everything pass. */
  mend(): void {
    this.#cutAt = undefined;
  }

  #open(client: Socket): void {
    const server = connect(this.#target);
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on("error", end);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    let answerEndsIt = false;
    const stop = (): void => {
      this.#cutAt?.onCut();
      end();
    };
    server.on("data", (data) => (answerEndsIt ? stop() : client.write(data)));
    const packets = new Packets();
    client.on("data", (data) => {
      for (const packet of packets.read(data)) {
        const isQuery = packet[3] === 0 && packet[4] === 3;
        if (isQuery) this.queries++;
        const plan = isQuery && this.queries === this.#cutAt?.query ? this.#cutAt : undefined;
        if (plan?.cut === "before") return stop();
        server.write(packet);
        if (plan?.cut === "after") answerEndsIt = true;
        // The server has it, and nobody waits for the answer.
        if (plan?.cut === "during") return server.end(() => stop());
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }
}

/** Takes a stream apart into the packets of MySQL's protocol: length in three bytes, number, content. */
class Packets {
  #rest: Buffer = Buffer.alloc(0);

  read(data: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, data]);
    const packets: Buffer[] = [];
    while (this.#rest.length >= 4) {
      const end = 4 + this.#rest.readUIntLE(0, 3);
      if (this.#rest.length < end) break;
      packets.push(this.#rest.subarray(0, end));
      this.#rest = this.#rest.subarray(end);
    }
    return packets;
  }
}
