// Makes a preview in a separate process, with bounds on time, memory and bytes read, so that a malicious file cannot harm
// the server.
import type { ChildProcess } from "node:child_process";
import { setPriority } from "node:os";
import type { Readable } from "node:stream";
import { programOf } from "../worker-process/program";
import { madeSchema } from "./made-schema";
import type { FromMaker, ToMaker } from "./maker/messages";
import type { Maker } from "./plan";
import type { Made, NoPreviewReason } from "./types";

export interface MakerLimits {
  timeMs: number;
  memoryBytesMax: number;
  /** Bytes of the file that may be read, over all reads. */
  readBytesMax: number;
}

const defaults: MakerLimits = { timeMs: 45_000, memoryBytesMax: 640 * 1024 ** 2, readBytesMax: 256 * 1024 ** 2 };

/** The maker was stopped, or exited, before it answered. */
export class MakerEnded extends Error {
  override readonly name = "MakerEnded";
  /** It used all of its time, and would again. */
  readonly isTimeout: boolean;

  constructor(message: string, isTimeout = false) {
    super(message);
    this.isTimeout = isTimeout;
  }
}

export interface MakerTask {
  maker: Maker;
  bytes: number;
  /** Opens a part of the file; both ends inclusive. */
  open(range: { start: number; end: number }): Promise<Readable>;
}

function start(): ChildProcess {
  // Resolved at run time: a static import would make Next's bundler look for the maker among the server's modules.
  const { fork } = process.getBuiltinModule("node:child_process");
  const { path, execArgv } = programOf("lib/previews/maker/main");
  const child = fork(path, [], {
    execArgv,
    serialization: "advanced",
    // The maker gets no environment and no other handle of this process.
    env: { NODE_ENV: "production", PATH: "" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  try {
    if (child.pid) setPriority(child.pid, 10);
  } catch {
    // The process has already exited, or this system has no priorities.
  }
  return child;
}

async function readPiece({ bytes, open }: MakerTask, from: number, to: number): Promise<Uint8Array> {
  if (!(from >= 0 && to <= bytes && from < to)) return new Uint8Array();
  const all: Uint8Array[] = [];
  for await (const chunk of await open({ start: from, end: to - 1 })) all.push(chunk);
  return Buffer.concat(all);
}

const nothing = (reason: NoPreviewReason): Made => ({ facts: {}, parts: [], reason });

function answerOf(message: { made: Made } | { unreadable: true }): Made {
  const made = "made" in message ? madeSchema.safeParse(message.made).data : undefined;
  return made ?? nothing("unreadable");
}

/**
 * Resolves to what was made; for a file that is not what it claims to be that is nothing, with reason `unreadable`.
 * Rejects with MakerEnded, or with the store's error.
 */
export function makePreview(task: MakerTask, limits: MakerLimits = defaults): Promise<Made> {
  const child = start();
  let left = limits.readBytesMax;
  const tell = (message: ToMaker) => child.connected && child.send(message, () => undefined);
  return new Promise<Made>((resolve, reject) => {
    const end = (why: string, isTimeout = false) => reject(new MakerEnded(why, isTimeout));
    const answer = async ({ id, start: from, end: to }: { id: number; start: number; end: number }) => {
      left -= Math.max(1, to - from);
      if (!(left >= 0)) return resolve(nothing("too_large"));
      tell({ id, piece: await readPiece(task, from, to) });
    };
    const timer = setTimeout(() => end("it took too long", true), limits.timeMs);
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      end(`it ended by itself (${signal ?? code})`);
    });
    child.on("message", (message: FromMaker) => {
      if ("id" in message) answer(message).catch(reject);
      else resolve(answerOf(message));
    });
    tell({ task: { maker: task.maker, bytes: task.bytes, memoryBytesMax: limits.memoryBytesMax } });
  }).finally(() => child.kill("SIGKILL"));
}
