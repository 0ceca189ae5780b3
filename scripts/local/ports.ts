// TCP ports on this machine.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** The error code of binding `port` on `host`; undefined when it is free. */
function bindError(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Whether `port` can be bound on this machine's own address. */
export async function isFree(port: number): Promise<boolean> {
  return (await bindError(port, "127.0.0.1")) === undefined;
}

/** A free port below the range that the system assigns by itself, so that no other process is given it before it is opened. */
export async function anyPort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(11_000, 32_768);
    // One after the other: both at once would be in each other's way.
    if ((await isFree(port)) && (await bindError(port, "::")) !== "EADDRINUSE") return port;
  }
  throw new Error("no free port");
}

/** `first`, or the next free one of the `tries` ports from it. */
export async function portFrom(first: number, tries = 100): Promise<number> {
  for (let port = first; port < Math.min(first + tries, 65_536); port++) if (await isFree(port)) return port;
  return anyPort();
}

/** Throws one clear sentence when `port` cannot be opened on this machine, on whatever address. */
export async function mustBeFree(port: number): Promise<void> {
  for (const host of ["127.0.0.1", "0.0.0.0", "::"]) {
    const code = await bindError(port, host);
    if (code === "EADDRINUSE")
      throw new Error(`Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`);
    if (code === "EACCES")
      throw new Error(`Port ${port} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`);
  }
}
