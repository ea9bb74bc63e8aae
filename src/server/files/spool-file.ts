// What a browser sends lies on disk until it is worked on, so that a slow sender holds neither memory nor a transaction.
// The file has no name from the first moment on: it is gone with the process, however that ends.
import { open, unlink } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import type { ReceivedFile } from "../../framework/ports/transfers.ts";

/** A file on disk that nobody else can find. */
export interface SpooledFile extends ReceivedFile, AsyncDisposable {}

const pieceBytes = 64 * 1024;

/**
 * Writes what comes in to a temporary file.
 *
 * @throws RxError FILE_TOO_LARGE as soon as there is more than `maxBytes`.
 */
export async function spoolFile(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<SpooledFile> {
  const path = join(tmpdir(), `rowx-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  await unlink(path);
  let bytes = 0;
  try {
    for await (const piece of body) {
      if (bytes + piece.length > maxBytes) throw new RxError("FILE_TOO_LARGE", { limit: maxBytes });
      await writeAll(piece, bytes);
      bytes += piece.length;
    }
  } catch (error) {
    await file.close();
    throw error;
  }

  async function writeAll(piece: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < piece.length;) {
      const { bytesWritten } = await file.write(piece, done, piece.length - done, at + done);
      done += bytesWritten;
    }
  }

  async function* read(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  return { bytes, read, [Symbol.asyncDispose]: () => file.close() };
}
