// The end of a server: told to stop, it says at /api/readyz that it is to be left alone, still takes requests for a while, and only then
// closes as Next does: no new connections, and whatever is being answered is answered.
import { setTimeout as sleep } from "node:timers/promises";

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostDrains?: boolean };

export const isDraining = () => holder.pennypostDrains === true;

/** Puts itself before Next's own listener of SIGTERM. Ctrl-C (SIGINT) ends at once, as it should. */
export function drainOnSignal(seconds: () => number): void {
  const close = process.listeners("SIGTERM");
  process.removeAllListeners("SIGTERM");
  // For each of them: a second one without a listener would end the process, and what it answers.
  process.on("SIGTERM", async (signal) => {
    if (isDraining()) return;
    holder.pennypostDrains = true;
    await sleep(seconds() * 1000);
    for (const listener of close) listener(signal);
  });
}
