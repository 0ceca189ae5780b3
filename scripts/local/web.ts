// The web server as a child process: the one that is deployed, from .next/standalone, or Next's development server.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Settings } from "./env";
import { attach, type OnLaunch, type ProcessIdentity, stopProcess } from "./process";
import { RELEASE } from "./release";

const root = join(import.meta.dirname, "../..");
const next = join(root, "node_modules/next/dist/bin/next");
export const SERVER = join(RELEASE, "server.js");

/** Longer than proxies keep a connection that rests: else one may send a request into its end. */
const KEEP_ALIVE_MS = 75_000;

/** Of paths in settings: the server runs in a folder of its own. */
const absolute = (settings: Settings, ...names: string[]): Settings =>
  Object.fromEntries(names.flatMap((name) => (settings[name] ? [[name, resolve(root, settings[name])]] : [])));

/** What a production server gets besides its settings. */
export const serverEnv = (port: number, settings: Settings) => ({
  ...settings,
  ...absolute({ STORAGE_DIR: ".pennypost/storage", ...settings }, "STORAGE_DIR", "CONTENT_DIR"),
  NODE_ENV: "production" as const,
  NEXT_TELEMETRY_DISABLED: "1",
  PORT: String(port),
  // Shells and containers set it to the name of the machine, and only that address would be listened on.
  HOSTNAME: "0.0.0.0",
  KEEP_ALIVE_TIMEOUT: String(KEEP_ALIVE_MS),
});

export interface WebOptions {
  port: number;
  settings: Settings;
  dev?: boolean;
  detached?: boolean;
  /** Where the server's words go once it is ready; what came before appears only if it fails. */
  output: NodeJS.WritableStream;
  onLaunch?: OnLaunch;
}

export interface Web {
  identity: ProcessIdentity;
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Resolves when GET /api/health answers 200. */
export async function startWeb({ port, settings, dev, detached, output, onLaunch }: WebOptions): Promise<Web> {
  const args = dev ? [next, "dev", "-p", String(port)] : [SERVER];
  const own = dev ? { ...settings, NODE_ENV: "development" as const, NEXT_TELEMETRY_DISABLED: "1" } : serverEnv(port, settings);
  const env = { ...process.env, ...own };
  const child = spawn(process.execPath, args, { cwd: root, env, detached: detached ?? false, stdio: ["ignore", "pipe", "pipe"] });
  const running = attach(child, "next", detached);
  onLaunch?.(running.identity);
  const held: string[] = [];
  let ready = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (ready ? output.write(text) : held.push(text)));
  }
  const stop = () => stopProcess(running.identity, "SIGTERM", 10_000);
  try {
    await isHealthy(`http://127.0.0.1:${port}/api/health`, running, dev ? 180_000 : 60_000);
  } catch (error) {
    await stop();
    const words = held.join("").trimEnd().split("\n").slice(-30).join("\n");
    throw new Error(`The web server did not start (${error instanceof Error ? error.message : error}).\n${words}`);
  }
  ready = true;
  return { identity: running.identity, ended: running.ended, stop };
}

async function isHealthy(url: string, server: { hasEnded(): boolean; ended: Promise<string> }, timeoutMs: number): Promise<void> {
  let last = "no answer";
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(50)) {
    if (server.hasEnded()) throw new Error(await server.ended);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
      if (response.ok) return;
      last = `/api/health answers ${response.status}: ${(await response.text()).slice(0, 500)}`;
    } catch {
      // Not listening yet.
    }
  }
  throw new Error(last);
}
