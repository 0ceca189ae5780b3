// Ends this process when it takes too much memory, or when nobody waits for it any more. From a thread of its own: the main one may
// be lost in somebody's file.
import { Worker } from "node:worker_threads";

const code = `
  const { workerData: { bytesMax, parent } } = require("node:worker_threads");
  setInterval(() => {
    if (process.memoryUsage.rss() > bytesMax || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 20);`;

export function startWatchdog(bytesMax: number): void {
  new Worker(code, { eval: true, workerData: { bytesMax, parent: process.ppid } }).unref();
}
