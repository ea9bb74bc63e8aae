import type { Dialect } from "./contender.ts";

const event = (id: number, name: string): string => `{"t":"event","id":${id},"s":"Bench","n":"${name}","i":1}`;

/** The floor, the peer and ours, each asked in its own words for the same thing. */
export const dialects: Readonly<Record<"ws-echo" | "socket.io" | "ours", Dialect>> = {
  "ws-echo": { file: "ws-echo.ts", path: "/", greet: async () => 2, event },
  "socket.io": {
    file: "socket-io.ts",
    path: "/socket.io/?EIO=4&transport=websocket",
    async greet(socket) {
      const connected = socket.next();
      socket.send("40");
      if (!(await connected).startsWith("40")) await socket.next();
      return 1;
    },
    event: (id, name) => `42${id}["${name}",1]`,
  },
  ours: {
    file: "ours.ts",
    path: "/_rx",
    async greet(socket) {
      const welcome = socket.next();
      socket.send('{"t":"hello","v":1,"build":"bench"}');
      await welcome;
      const opened = socket.next();
      socket.send('{"t":"open","id":1,"route":"/","params":{},"query":{}}');
      await opened;
      return 2;
    },
    event,
  },
};
