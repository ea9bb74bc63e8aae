import type { CloseCode } from "../../protocol/messages.ts";
import type { Link, SharedFrame } from "../ports/link.ts";

/** A socket that keeps what it is sent. */
export class TestLink implements Link {
  readonly frames: string[] = [];
  closedWith: CloseCode | undefined;
  isPaused = false;
  queuedBytes = 0;

  send(text: string): void {
    this.frames.push(text);
  }

  sendShared(frame: SharedFrame): void {
    this.frames.push(frame.text);
  }

  close(code: CloseCode): void {
    this.closedWith ??= code;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  /** What came since the last look. */
  take(): string[] {
    return this.frames.splice(0);
  }
}
