// The second process of the live bench: so many sockets, and the time at which the last of them was told.
import { WebSocket } from "ws";

const [, , port, tabs] = process.argv;
const count = Number(tabs);
/** Sockets that are opened at once: more would overrun the server's backlog. */
const atOnce = 200;
let opened = 0;
let told = 0;

function open(): void {
  if (opened === count) return;
  opened++;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
  socket.on("message", (data) => {
    // as: the default binary type gives buffers
    const text = (data as Buffer).toString();
    if (text.includes('"type":"page"')) {
      process.send?.({ type: "ready" });
      open();
    }
    if (!text.includes('"type":"push"') && !text.includes('"type":"naive"')) return;
    if (++told < count) return;
    told = 0;
    process.send?.({ type: "told", at: performance.timeOrigin + performance.now() });
  });
}

for (let index = 0; index < atOnce; index++) open();
process.on("disconnect", () => process.exit(0));
