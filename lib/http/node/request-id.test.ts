import { once } from "node:events";
import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { giveRequestIds, requestId } from "./request-id";

let server: Server;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  giveRequestIds();
  server = createServer(async (_request, response) => {
    await turn();
    response.writeHead(404, { "Content-Type": "text/plain" }).end(requestId());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  agent.destroy();
  server.close();
});

async function ask(given?: string): Promise<{ header: string; inside: string }> {
  const { port } = server.address() as AddressInfo;
  const headers = given === undefined ? {} : { "X-Request-Id": given };
  const [answer] = await once(request({ port, host: "127.0.0.1", agent, headers }).end(), "response");
  let inside = "";
  for await (const part of answer) inside += part;
  return { header: answer.headers["x-request-id"], inside };
}

it("every answer names its request, and the code behind it knows the same id", async () => {
  const answers = await Promise.all([ask(), ask(), ask()]);
  for (const { header, inside } of answers) {
    expect(header).toMatch(/^[0-9a-f]{16}$/);
    expect(inside).toBe(header);
  }
  expect(new Set(answers.map(({ header }) => header)).size).toBe(3);
});

it("an id from a proxy in front is kept where it is a plain short token", async () => {
  for (const id of ["7b0e3d2c-91aa-4f6e-8c5d-0123456789ab", "a".repeat(64), "edge.req_01"]) {
    expect(await ask(id)).toEqual({ header: id, inside: id });
  }
});

it.each(["short", "a".repeat(65), 'id"},{"type":"forged"', "two words here", "id;level=error"])(
  "an id that is anything else is made anew: %s",
  async (given) => {
    const { header, inside } = await ask(given);
    expect(header).toMatch(/^[0-9a-f]{16}$/);
    expect(inside).toBe(header);
  },
);
