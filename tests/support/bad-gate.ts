// Stands before a server that speaks TCP, and behaves as a line to it does on a bad day.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** `hangs`: takes what is said and answers nothing. `stalls`: so many bytes of each answer, and then nothing. `shut`: takes nobody. */
type Day = "good" | "hangs" | "shut" | { stallsAfter: number };

export interface BadGate {
  url: string;
  /** From now on; lines that are open are cut. */
  day(day: Day): void;
  stop(): Promise<void>;
}

export async function startBadGate(target: string): Promise<BadGate> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let today: Day = "good";
  const watch = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    watch(client);
    if (today === "shut") return void client.destroy();
    if (today === "hangs") return void client.resume();
    const behind = connect(Number(port), hostname);
    watch(behind);
    client.pipe(behind);
    client.once("close", () => behind.destroy());
    behind.once("close", () => client.destroy());
    let left = typeof today === "object" ? today.stallsAfter : Number.POSITIVE_INFINITY;
    behind.on("data", (bytes: Buffer) => {
      const part = bytes.subarray(0, Math.min(left, bytes.length));
      left -= part.length;
      if (part.length > 0) client.write(part);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    day(day) {
      today = day;
      cut();
    },
    stop() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
