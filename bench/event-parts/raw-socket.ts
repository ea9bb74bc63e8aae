// A WebSocket client that costs as little as can be: text frames with an empty mask, frames counted by their headers.
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** One socket of the load. */
export class RawSocket {
  readonly #socket: Socket;
  #onFrames: (count: number, last: Buffer) => void = () => {};
  #rest: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Connects and upgrades. */
  static async open(port: number, path: string): Promise<RawSocket> {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    await once(socket, "connect");
    const headers = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Origin: http://127.0.0.1:${port}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];
    socket.write(`${headers.join("\r\n")}\r\n\r\n`);
    const raw = new RawSocket(socket);
    await raw.#upgraded();
    socket.on("data", (bytes) => raw.#read(bytes));
    return raw;
  }

  /** Calls back with how many frames a chunk completed, and the payload of the last of them. */
  set onFrames(callback: (count: number, last: Buffer) => void) {
    this.#onFrames = callback;
  }

  /** The payload of the next frame. */
  next(): Promise<string> {
    return new Promise((resolve) => {
      this.#onFrames = (_, last) => {
        this.#onFrames = () => {};
        resolve(last.toString());
      };
    });
  }

  /** Sends texts, each as one frame, all in one write. */
  send(...texts: readonly string[]): void {
    this.#socket.write(texts.length === 1 ? maskedFrame(texts[0] ?? "") : Buffer.concat(texts.map(maskedFrame)));
  }

  close(): void {
    this.#socket.destroy();
  }

  async #upgraded(): Promise<void> {
    let head = "";
    while (!head.includes("\r\n\r\n")) {
      const [bytes]: Buffer[] = await once(this.#socket, "data");
      head += bytes?.toString("latin1");
    }
    if (!head.startsWith("HTTP/1.1 101")) throw new Error(`Expected an upgrade, found ${head.split("\r\n")[0]}`);
    const rest = head.slice(head.indexOf("\r\n\r\n") + 4);
    if (rest !== "") this.#rest = Buffer.from(rest, "latin1");
  }

  #read(bytes: Buffer): void {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let offset = 0;
    let count = 0;
    let last: Buffer | undefined;
    for (let end = frameEnd(all, offset); end !== undefined && end <= all.length; end = frameEnd(all, offset)) {
      last = all.subarray(offset + headerBytes(all[offset + 1] ?? 0), end);
      offset = end;
      count++;
    }
    this.#rest = offset === all.length ? Buffer.alloc(0) : all.subarray(offset);
    if (last !== undefined) this.#onFrames(count, last);
  }
}

function headerBytes(length: number): number {
  return length < 126 ? 2 : length === 126 ? 4 : 10;
}

function frameEnd(bytes: Buffer, offset: number): number | undefined {
  const length = bytes[offset + 1];
  if (length === undefined || offset + headerBytes(length) > bytes.length) return undefined;
  if (length < 126) return offset + 2 + length;
  return length === 126
    ? offset + 4 + bytes.readUInt16BE(offset + 2)
    : offset + 10 + Number(bytes.readBigUInt64BE(offset + 2));
}

/** A mask of zeros leaves the text as it is; the server unmasks it all the same. */
function maskedFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const isShort = length < 126;
  const frame = Buffer.alloc((isShort ? 6 : 8) + length);
  frame[0] = 0x81;
  frame[1] = 0x80 | (isShort ? length : 126);
  if (!isShort) frame.writeUInt16BE(length, 2);
  frame.write(text, isShort ? 6 : 8);
  return frame;
}
