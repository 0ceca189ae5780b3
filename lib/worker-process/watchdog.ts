// Ends a process that works for another one when it takes too much, or when the other one is gone. It looks from a thread of its own,
// since the main one may hang in what it was given.
import { Worker } from "node:worker_threads";

export interface ProcessBounds {
  /** Resident memory, in bytes. */
  memoryBytesMax: number;
  /** Of one task, in milliseconds of computing: a busy machine does not shorten it. No bound where there are no tasks. */
  taskCpuMsMax?: number;
}

const code = `
  const { workerData: { memoryBytesMax, taskCpuMsMax, parent, began } } = require("node:worker_threads");
  const cpuMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  let start;
  let task = 0;
  setInterval(() => {
    const now = Atomics.load(began, 0);
    if (now !== task) { task = now; start = cpuMs(); }
    const isSlow = task % 2 === 1 && taskCpuMsMax !== undefined && cpuMs() - start > taskCpuMsMax;
    if (isSlow || process.memoryUsage.rss() > memoryBytesMax || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 20);`;

export interface Watchdog {
  /** Runs a task that does not wait for anything, within the bound of one task. */
  watch<T>(task: () => T): T;
}

export function startWatchdog(bounds: ProcessBounds): Watchdog {
  /** Odd while a task runs. */
  const began = new Int32Array(new SharedArrayBuffer(4));
  new Worker(code, { eval: true, workerData: { ...bounds, parent: process.ppid, began } }).unref();
  return {
    watch(task) {
      Atomics.add(began, 0, 1);
      try {
        return task();
      } finally {
        Atomics.add(began, 0, 1);
      }
    },
  };
}
