import type { UpMessage } from "../../protocol/messages.ts";
import type { Link } from "./link.ts";

/** The tabs of a process, as the server and the tests meet them: implemented by createSessions. */
export interface Sessions {
  /**
   * A socket that passed the door (origin, cookie, limits). The first message must be `hello`: the server's socket sees
   * to it that one comes in time, answers `ping` itself, hands on `pong`, and nothing else before the hello.
   *
   * @param visitor id of the session in the cookie; a tab's token works for this visitor only.
   */
  connect(link: Link, visitor: string): Connection;
  /** May the input of this event hold text beyond the small limits? */
  allowsLong(state: string, event: string): boolean;
}

/** One socket's way into its session. */
export interface Connection {
  /** A message that parseFrame made; never throws: what goes wrong ends as an answer or `link.close`. */
  receive(message: UpMessage): void;
  /** The bytes that were queued have left: a snapshot that was held back may go. */
  drained(): void;
  /** The socket is gone, whoever closed it. */
  closed(): void;
}
