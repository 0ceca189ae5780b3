// Named places where a test may stop the server dead, as a power cut would: it writes the name into FAILPOINT_FILE (on the local
// chain only). What a crash there leaves behind is what the sweep has to repair.
import { readFileSync, rmSync } from "node:fs";

/** In the order in which a purchase passes them. */
export const failpoints = [
  "simulated",
  "attempt-stored",
  "submitted",
  "seen-paid",
  "confirmed",
  "delivery-taken",
  "sweep-started",
  "sweep-resubmitted",
  "reorg-noticed",
] as const;

export type Failpoint = (typeof failpoints)[number];

/** Does not return if the failpoint was armed. */
export type ReachFailpoint = (name: Failpoint) => void;

/** Ends this process at the place that the file names, once: the server that is started after it passes there. */
export function failpointsOf(file: string | undefined): ReachFailpoint {
  if (!file) return () => {};
  return (name) => {
    if (armed(file) !== name) return;
    rmSync(file, { force: true });
    process.kill(process.pid, "SIGKILL");
  };
}

function armed(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
