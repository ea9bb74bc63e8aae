/** Node writes a text of up to so many bytes from its stack, without a buffer. */
const maxUnits = 16_000;

/**
 * Small text frames of ASCII alone as one text, each character a byte, to be written as latin1: no buffer is made for
 * it. Undefined where there is anything else among them.
 */
export function asciiFrames(frames: readonly (string | Uint8Array)[]): string | undefined {
  let all = "";
  for (const frame of frames) {
    // As many bytes of UTF-8 as characters: each of them is ASCII.
    if (typeof frame !== "string" || frame.length > maxUnits || Buffer.byteLength(frame) !== frame.length)
      return undefined;
    all += frame.length < 126 ? shortHeaders[frame.length] + frame : longHeader(frame.length) + frame;
  }
  return all.length > maxUnits ? undefined : all;
}

const finalText = "\u0081";
/** By length: up to 125 it is the header's second byte. */
const shortHeaders: readonly string[] = Array.from(
  { length: 126 },
  (_, length) => finalText + String.fromCharCode(length),
);

function longHeader(length: number): string {
  return `${finalText}~${String.fromCharCode(length >> 8, length & 0xff)}`;
}
