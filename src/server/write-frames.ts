/**
 * Text frames as RFC 6455 section 5.2 wants them from a server (one fragment, no mask, no compression), all in one
 * buffer, so that they leave in one write. Bytes that are frames already go in as they are.
 */
export function writeFrames(frames: readonly (string | Uint8Array)[]): Buffer {
  const [only] = frames;
  if (typeof only === "string" && frames.length === 1) return writeFrame(only);
  let total = 0;
  const lengths: number[] = [];
  for (const frame of frames) {
    const length = typeof frame === "string" ? Buffer.byteLength(frame) : frame.length;
    lengths.push(length);
    total += typeof frame === "string" ? headerBytes(length) + length : length;
  }
  const bytes = Buffer.allocUnsafe(total);
  let offset = 0;
  for (let index = 0; index < frames.length; index++) {
    const frame = frames[index] ?? "";
    const length = lengths[index] ?? 0;
    if (typeof frame === "string") {
      offset = writeHeader(bytes, offset, length);
      bytes.write(frame, offset, length, "utf8");
    } else bytes.set(frame, offset);
    offset += length;
  }
  return bytes;
}

function writeFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(headerBytes(length) + length);
  bytes.write(text, writeHeader(bytes, 0, length), length, "utf8");
  return bytes;
}

const finalText = 0x81;

function headerBytes(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10;
}

function writeHeader(bytes: Buffer, offset: number, length: number): number {
  bytes[offset] = finalText;
  if (length < 126) {
    bytes[offset + 1] = length;
    return offset + 2;
  }
  if (length < 65_536) {
    bytes[offset + 1] = 126;
    return bytes.writeUInt16BE(length, offset + 2);
  }
  bytes[offset + 1] = 127;
  bytes.writeUInt32BE(Math.floor(length / 2 ** 32), offset + 2);
  return bytes.writeUInt32BE(length % 2 ** 32, offset + 6);
}
