// The floor: ws alone, parsing what comes and stringifying an answer of the same bytes as ours.
import { once } from "node:events";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { reportCpu } from "./report-cpu.ts";

const http = createServer();
const ws = new WebSocketServer({ server: http, perMessageDeflate: false, clientTracking: false });
ws.on("connection", (socket) => {
  let version = 1;
  let count = 0;
  socket.on("message", (data) => {
    const { id, i } = JSON.parse(String(data));
    version += 1;
    count += i;
    socket.send(JSON.stringify({ t: "delta", v: version, s: { Bench: { count } }, a: { id } }));
  });
});
http.listen(0, "127.0.0.1");
await once(http, "listening");
const address = http.address();
reportCpu(typeof address === "object" && address !== null ? address.port : 0);
