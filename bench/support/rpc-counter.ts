// A JSON-RPC proxy that counts: each call by its method, on its way to the node.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface RpcCounter {
  url: string;
  /** Calls since the last time this was asked, by method. */
  take(): Map<string, number>;
  stop(): Promise<void>;
}

export async function countRpc(nodeUrl: string): Promise<RpcCounter> {
  let counts = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    for (const { method } of [JSON.parse(body.toString())].flat()) counts.set(method, (counts.get(method) ?? 0) + 1);
    const answer = await fetch(nodeUrl, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    response.writeHead(answer.status, { "Content-Type": "application/json" }).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = counts;
      counts = new Map();
      return taken;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
