// How the background jobs of this process last went: for the operator's desk. Errors stand in the log.

export interface JobRun {
  name: string;
  startedAt: Date;
  /** Null while the first run goes on. */
  endedAt: Date | null;
  /** How long the last run took. */
  seconds: number;
  /** Failures in a row; 0 once a run has succeeded. */
  failures: number;
}

export interface JobRuns {
  begin(name: string): void;
  end(name: string, succeeded: boolean, seconds: number): void;
  /** By name. */
  list(): JobRun[];
}

export function createJobRuns(clock: { now(): Date }): JobRuns {
  const runs = new Map<string, JobRun>();
  return {
    begin(name) {
      const { endedAt = null, seconds = 0, failures = 0 } = runs.get(name) ?? {};
      runs.set(name, { name, startedAt: clock.now(), endedAt, seconds, failures });
    },
    end(name, succeeded, seconds) {
      const { startedAt = clock.now(), failures = 0 } = runs.get(name) ?? {};
      runs.set(name, { name, startedAt, endedAt: clock.now(), seconds, failures: succeeded ? 0 : failures + 1 });
    },
    list: () => [...runs.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
