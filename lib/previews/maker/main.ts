// The maker's process: handles one file, then exits. It receives the bytes it asks for and has no settings, secrets or connections; its
// parent stops it when it takes too long.
import { startWatchdog } from "../../worker-process/watchdog";
import type { Maker } from "../plan";
import type { Made } from "../types";
import type { FromMaker, Task, ToMaker } from "./messages";
import type { Source } from "./source";

const say = (message: FromMaker) => new Promise<void>((resolve) => process.send?.(message, () => resolve()));

const waiting = new Map<number, (piece: Uint8Array) => void>();
let reads = 0;

function ask(start: number, end: number): Promise<Uint8Array> {
  const id = ++reads;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    void say({ id, start, end });
  });
}

/** Modules are loaded when needed: loading takes most of the time for a small file. */
async function makeWith(maker: Maker, source: Source): Promise<Made> {
  switch (maker) {
    case "pdf":
      return (await import("./pdf")).makePages(source);
    case "picture":
      return (await import("./picture")).makePicture(source);
    case "media":
      return (await import("./media")).makeClip(source);
    case "table":
      return (await import("./head")).makeTable(source);
    case "text":
      return (await import("./head")).makeText(source);
  }
}

async function work({ maker, bytes, memoryBytesMax }: Task): Promise<void> {
  startWatchdog({ memoryBytesMax });
  const answer: FromMaker = await makeWith(maker, { bytes, read: ask }).then(
    (made) => ({ made }),
    () => ({ unreadable: true }),
  );
  await say(answer);
  process.exit();
}

process.on("disconnect", () => process.exit());
process.on("message", (message: ToMaker) => {
  if ("task" in message) return void work(message.task);
  waiting.get(message.id)?.(message.piece);
  waiting.delete(message.id);
});
