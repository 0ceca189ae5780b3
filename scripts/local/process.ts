// Child processes that may outlive us: each is known by pid and start time, so that a reused pid is never mistaken for ours.
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface ProcessIdentity {
  pid: number;
  /** The system's own word for when the process began; compared, never parsed. */
  started: string;
}

/** The process with this pid; undefined if there is none, or only a zombie. */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    if (process.platform !== "linux") {
      const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
      return started ? { pid, started } : undefined;
    }
    // Field 2 is the command in parentheses and may hold anything; state is field 3, start time field 22.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : { pid, started: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}

export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.started === identity.started;
}

/** The command line of a running process, "" when there is none. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** Asks with `signal`, insists with SIGKILL after `timeoutMs`. */
export async function stopProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals = "SIGTERM",
  timeoutMs = 15_000,
): Promise<void> {
  for (const [ask, waitMs] of [[signal, timeoutMs] as const, ["SIGKILL", 5_000] as const]) {
    if (!isRunning(identity)) return;
    try {
      process.kill(identity.pid, ask);
    } catch {
      return;
    }
    for (const end = Date.now() + waitMs; Date.now() < end && isRunning(identity); ) await sleep(20);
  }
}

export type OnLaunch = (identity: ProcessIdentity) => void;

export interface Service {
  identity: ProcessIdentity;
  child: ChildProcess;
  /** Resolves when the process ends, with a few words on how. */
  ended: Promise<string>;
  hasEnded(): boolean;
}

/** Starts a long-running process with its output in a file: a pipe would break, and take it down, if we were killed. */
export function launch(command: string, args: string[], logFile: string, options: SpawnOptions = {}): Service {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w", 0o600);
  return attach(spawn(command, args, { ...options, stdio: ["ignore", log, log] }), command, options.detached);
}

// Children that are not detached do not outlive us, however we end (short of SIGKILL).
const dependants = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of dependants) child.kill("SIGKILL");
});

/** Wraps a child that was just spawned. */
export function attach(child: ChildProcess, name: string, detached = false): Service {
  let over = false;
  if (!detached) dependants.add(child);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `exited with status ${code}`));
  }).finally(() => {
    over = true;
    dependants.delete(child);
  });
  const pid = child.pid ?? 0;
  return { child, ended, hasEnded: () => over, identity: identify(pid) ?? { pid, started: `${name} never ran` } };
}

/** The last lines of a log file, for an error message. */
export function tail(file: string, lines = 8): string {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}
