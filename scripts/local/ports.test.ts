import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { anyPort, isFree, mustBeFree, portFrom } from "./ports";

let taken: Server | undefined;

function take(port: number, host: string): Promise<void> {
  return new Promise((resolve) => {
    taken = createServer().listen(port, host, resolve);
  });
}

afterEach(() => taken?.close());

describe("ports", () => {
  it("skips a port that is taken", async () => {
    const port = await anyPort();
    await take(port, "127.0.0.1");
    expect(await isFree(port)).toBe(false);
    expect(await portFrom(port)).toBeGreaterThan(port);
  });

  it.each(["127.0.0.1", "0.0.0.0"])("names a port that another program holds on %s", async (host) => {
    const port = await anyPort();
    await take(port, host);
    await expect(mustBeFree(port)).rejects.toThrow(`Port ${port} is taken by another program.`);
  });

  it("accepts a free port", async () => {
    await expect(mustBeFree(await anyPort())).resolves.toBeUndefined();
  });
});
