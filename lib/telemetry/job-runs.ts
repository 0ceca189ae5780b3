// How the background jobs of this process go: for the operator's desk.
import { type NamedError, nameError } from "./name-error";

export interface JobRun {
  name: string;
  /** From the end of one run to the start of the next, while it succeeds. */
  everyMs: number;
  /** Of the last run; null before the first. */
  startedAt: Date | null;
  /** Of the last run that ended; null before the first. */
  endedAt: Date | null;
  /** How long the last run took. */
  seconds: number;
  /** Failures in a row; 0 once a run has succeeded. */
  failures: number;
  /** What the last run that failed said, however long ago. */
  lastError: (NamedError & { at: Date }) | null;
  /** When it is due; null while it runs. */
  nextAt: Date | null;
  /** Another process had its lease when it was last due. */
  isElsewhere: boolean;
}

export interface JobRuns {
  /** Before its first run, and after each. */
  schedule(job: { name: string; everyMs: number }, nextAt: Date): void;
  begin(name: string): void;
  /** Another process has its lease. */
  skip(name: string): void;
  succeed(name: string, seconds: number): void;
  fail(name: string, seconds: number, error: unknown): void;
  /** By name. */
  list(): JobRun[];
}

const unknown = { everyMs: 0, startedAt: null, endedAt: null, seconds: 0, failures: 0, lastError: null, nextAt: null };

export function createJobRuns(clock: { now(): Date }): JobRuns {
  const runs = new Map<string, JobRun>();
  const change = (name: string, changes: (run: JobRun) => Partial<JobRun>) => {
    const run = runs.get(name) ?? { name, ...unknown, isElsewhere: false };
    runs.set(name, { ...run, ...changes(run) });
  };
  return {
    schedule: ({ name, everyMs }, nextAt) => change(name, () => ({ everyMs, nextAt })),
    begin: (name) => change(name, () => ({ startedAt: clock.now(), nextAt: null, isElsewhere: false })),
    skip: (name) => change(name, () => ({ isElsewhere: true, failures: 0 })),
    succeed: (name, seconds) => change(name, () => ({ endedAt: clock.now(), seconds, failures: 0 })),
    fail: (name, seconds, error) =>
      change(name, ({ failures }) => {
        const at = clock.now();
        return { endedAt: at, seconds, failures: failures + 1, lastError: { ...nameError(error), at }, isElsewhere: false };
      }),
    list: () => [...runs.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
