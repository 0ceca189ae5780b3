// Ends this process when it uses too much memory, or when its parent is gone. Runs in a thread of its own, since the main one may hang
// in a malicious file.
import { Worker } from "node:worker_threads";

const code = `
  const { workerData: { bytesMax, parent } } = require("node:worker_threads");
  setInterval(() => {
    if (process.memoryUsage.rss() > bytesMax || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 20);`;

export function startWatchdog(bytesMax: number): void {
  new Worker(code, { eval: true, workerData: { bytesMax, parent: process.ppid } }).unref();
}
