// Connections on which nothing moves though something is due: a client that sends no more of its body, or reads no more of its answer.
// Node ends whatever takes longer than five minutes to arrive, moving or not; here what moves may take as long as it likes, and what
// stands still ends, with its file, its lease and its place in a queue. A client that waits for us is never cut off.
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { inExchange } from "./exchange";

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  socket: Socket;
  server: Server;
}

/** By hand and on the connection: whatever the code behind the request still answers goes nowhere. */
async function answerByHand({ response, socket }: Exchange, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = {
    ...Object.fromEntries(answer.headers),
    "x-request-id": String(response.getHeader("X-Request-Id") ?? ""),
    "x-content-type-options": "nosniff",
    "content-length": String(body.byteLength),
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${lines.join("")}\r\n`);
  socket.write(body);
  socket.destroySoon();
}

export interface Stalling {
  /** How long nothing may move. */
  idleMs: number;
  /** What a client is told whose body stopped arriving. */
  answer(): Response;
}

/**
 * Beyond the first, before an answer counts as unread: a slow reader empties the kernel's buffer, which may be megabytes, before the
 * socket shows any motion.
 */
const READING_WINDOWS = 4;

function endIfStalled(exchange: Exchange, { idleMs, answer }: Stalling): void {
  const { request, response, socket } = exchange;
  // What has arrived and was not read yet is waiting for us.
  const owesBody = !request.complete && request.readableLength === 0;
  const owesReading = socket.writableLength > 0;
  const longMs = idleMs * READING_WINDOWS;
  if (owesReading && socket.timeout !== longMs) socket.setTimeout(longMs);
  else if (owesReading || (owesBody && response.headersSent)) socket.destroy();
  else if (owesBody) void answerByHand(exchange, answer());
  else socket.setTimeout(idleMs);
}

/** Once in a process, before the first request and after `giveRequestIds`. */
export function endStalled(stalling: () => Stalling): void {
  subscribe("http.server.request.start", (message) => {
    const exchange = message as Exchange;
    exchange.server.requestTimeout = 0;
    exchange.socket.setTimeout(stalling().idleMs);
    exchange.response.on("timeout", () => inExchange(exchange, () => endIfStalled(exchange, stalling())));
  });
}
