// TCP ports on this machine.
import { createServer } from "node:net";

/** Whether `port` can be bound on `host`. */
export function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Any free port, by the system's choice. */
export function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}

/** `first`, or the next free one of the `tries` ports from it. */
export async function portFrom(first: number, tries = 100): Promise<number> {
  for (let port = first; port < Math.min(first + tries, 65_536); port++) if (await isFree(port)) return port;
  return anyPort();
}
