// What runs now, by name, in .pennypost/run: after a kill the next start finds and stops what was left behind.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcessIdentity, stopProcess } from "./process";

export type Part = "start" | "build" | "seed" | "web" | "chain" | "postgres";

// The starter first: told to stop, it stops the others in this order. PostgreSQL takes SIGINT for "disconnect everyone".
const ORDER: [part: Part, signal: NodeJS.Signals, timeoutMs: number][] = [
  ["start", "SIGTERM", 30_000],
  ["build", "SIGTERM", 5_000],
  ["seed", "SIGTERM", 5_000],
  ["web", "SIGTERM", 10_000],
  ["chain", "SIGTERM", 15_000],
  ["postgres", "SIGINT", 15_000],
];

export class RunFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  remember(part: Part, identity: ProcessIdentity): void {
    writeFileSync(this.#file(part), JSON.stringify(identity));
  }

  forget(part: Part): void {
    rmSync(this.#file(part), { force: true });
  }

  /** Stops everything that is written down and still runs, whoever started it. */
  async stopAll(): Promise<void> {
    for (const [part, signal, timeoutMs] of ORDER) {
      const identity = this.#recall(part);
      if (identity) await stopProcess(identity, signal, timeoutMs);
      this.forget(part);
    }
  }

  #recall(part: Part): ProcessIdentity | undefined {
    try {
      return JSON.parse(readFileSync(this.#file(part), "utf8"));
    } catch {
      return undefined;
    }
  }

  #file(part: Part): string {
    return join(this.#folder, `${part}.json`);
  }
}
