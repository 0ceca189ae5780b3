import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readBodiesOut } from "./unread-body";

let server: Server;
let answer: (response: ServerResponse) => void;
const busy = (response: ServerResponse) => response.writeHead(503, { "Content-Length": 4 }).end("busy");
beforeEach(() => {
  answer = busy;
});
beforeAll(async () => {
  readBodiesOut();
  server = createServer((request, response) => {
    // As Next does: somebody listens, and has stopped.
    request.on("data", () => request.pause());
    answer(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What a client reads that sends all of its body first. */
async function answerTo(bytes: number): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").pause();
  const head = `PUT /cover HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${bytes}\r\n\r\n`;
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.write(Buffer.concat([Buffer.from(head), Buffer.alloc(bytes)]), () => resolve());
  });
  return (await buffer(socket)).toString("latin1");
}

it("who sends a whole body before reading is told the answer that did not wait for it", async () => {
  expect(await answerTo(25_000_000)).toMatch(/^HTTP\/1.1 503 .*\r\n\r\nbusy$/s);
});

it.each([
  ["in an encoding", (response: ServerResponse, done: () => void) => response.end("e4f6fc", "hex", done)],
  ["in bytes", (response: ServerResponse, done: () => void) => response.end(Buffer.from("e4f6fc", "hex"), done)],
  ["written before", (response: ServerResponse, done: () => void) => response.write("e4f6fc", "hex") && response.end(done)],
])("an answer %s is what was meant, and whoever wrote it learns of its end", async (_how, end) => {
  const done = new Promise<void>((resolve) => {
    answer = (response) =>
      void end(response.writeHead(503, { "Content-Type": "text/plain; charset=latin1", "Content-Length": 3 }), resolve);
  });
  expect(await answerTo(1_000_000)).toMatch(/\r\n\r\näöü$/);
  await done;
});

it("a body without an end is not read without one", async () => {
  await expect(answerTo(200_000_000)).rejects.toMatchObject({ code: expect.stringMatching(/^(EPIPE|ECONNRESET)$/) });
});
