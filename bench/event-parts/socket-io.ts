// The peer: socket.io with an acknowledgement that carries the same as our delta.
import { once } from "node:events";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { reportCpu } from "./report-cpu.ts";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
io.on("connection", (socket) => {
  let version = 1;
  let count = 0;
  socket.on("add", (i: number, answer: (delta: object) => void) => {
    version += 1;
    count += i;
    answer({ v: version, s: { Bench: { count } } });
  });
});
http.listen(0, "127.0.0.1");
await once(http, "listening");
const address = http.address();
reportCpu(typeof address === "object" && address !== null ? address.port : 0);
