// The first import of a released server, before Next: what it says as it starts ("Ready in …") is a line of JSON like all others.
// Warnings and errors are the log's once there is one (lib/telemetry/console.ts); what ends a start stays a sentence on standard error.
import { toLine } from "../lib/telemetry/server-words";

const isWanted = ["debug", "info"].includes(process.env.LOG_LEVEL || "info");

function write(...words: unknown[]): void {
  const line = toLine(words, new Date());
  if (line && isWanted) process.stdout.write(`${line}\n`);
}
globalThis.console.log = write;
globalThis.console.info = write;
