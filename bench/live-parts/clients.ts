// The second process of the live bench: so many sockets, and the time at which the last of them was told.
import { WebSocket } from "ws";

const [, , port, tabs] = process.argv;
const count = Number(tabs);
let told = 0;

for (let index = 0; index < count; index++) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
  socket.on("message", (data) => {
    // as: the default binary type gives buffers
    const text = (data as Buffer).toString();
    if (text.includes('"type":"page"')) process.send?.({ type: "ready" });
    if (!text.includes('"type":"push"') && !text.includes('"type":"naive"')) return;
    if (++told < count) return;
    told = 0;
    process.send?.({ type: "told", at: performance.timeOrigin + performance.now() });
  });
}

process.on("disconnect", () => process.exit(0));
