// A gate between the server and its node: shut, every connection breaks at once, as when a node goes down.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface RpcGate {
  url: string;
  shut(): void;
  open(): void;
  stop(): void;
}

export async function startRpcGate(target: string): Promise<RpcGate> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((client) => {
    if (!isOpen) return client.destroy();
    const node = connect(Number(port), hostname);
    for (const [socket, other] of [[client, node] as const, [node, client] as const]) {
      sockets.add(socket);
      socket.setNoDelay(true).on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shut() {
      isOpen = false;
      cut();
    },
    open() {
      isOpen = true;
    },
    stop() {
      cut();
      server.close();
    },
  };
}
