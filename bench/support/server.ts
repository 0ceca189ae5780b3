// A server under measurement: a child process of which CPU time and memory are read from /proc.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { launch, stopProcess, tail } from "../../scripts/local/process";

export interface Server {
  origin: string;
  pid: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Node's arguments. */
  args: string[];
  cwd: string;
  port: number;
  env: Record<string, string | undefined>;
  /** A path that answers 2xx once the server is ready. */
  readyPath: string;
  logFile: string;
}

export async function startServer({ args, cwd, port, env, readyPath, logFile }: ServerOptions): Promise<Server> {
  const ambient = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const server = launch(process.execPath, args, logFile, { cwd, env: { ...ambient, ...env, PORT: String(port) } });
  const origin = `http://127.0.0.1:${port}`;
  const stop = () => stopProcess(server.identity, "SIGTERM", 5_000);
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    if (server.hasEnded()) break;
    const response = await fetch(origin + readyPath).catch(() => undefined);
    if (response?.ok) return { origin, pid: server.identity.pid, stop };
  }
  await stop();
  throw new Error(`A server did not start (${args.at(-1)}).\n${tail(logFile, 20)}`);
}

/** CPU time the process has used, in milliseconds. Linux counts it in hundredths of a second. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory in bytes. */
export function rss(pid: number): number {
  const [, kib = "0"] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib) * 1024;
}

/** The highest resident memory of the process while `work` runs, in bytes. */
export async function peakMemory<T>(pid: number, work: () => Promise<T>): Promise<{ result: T; peak: number }> {
  let peak = rss(pid);
  const sampler = setInterval(() => {
    peak = Math.max(peak, rss(pid));
  }, 20);
  try {
    return { result: await work(), peak: Math.max(peak, rss(pid)) };
  } finally {
    clearInterval(sampler);
  }
}
