// The web server as a child process: Next's production server, or its development server.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Settings } from "./env";
import { attach, type OnLaunch, type ProcessIdentity, stopProcess } from "./process";

const root = join(import.meta.dirname, "../..");

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
  const args = [join(root, "node_modules/next/dist/bin/next"), dev ? "dev" : "start", "-p", String(port)];
  const env = {
    ...process.env,
    ...settings,
    NODE_ENV: dev ? ("development" as const) : ("production" as const),
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const child = spawn(process.execPath, args, { cwd: root, env, detached: detached ?? false, stdio: ["ignore", "pipe", "pipe"] });
  const server = attach(child, "next", detached);
  onLaunch?.(server.identity);
  const held: string[] = [];
  let ready = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (ready ? output.write(text) : held.push(text)));
  }
  const stop = () => stopProcess(server.identity, "SIGTERM", 10_000);
  try {
    await isHealthy(`http://127.0.0.1:${port}/api/health`, server, dev ? 180_000 : 60_000);
  } catch (error) {
    await stop();
    const words = held.join("").trimEnd().split("\n").slice(-30).join("\n");
    throw new Error(`The web server did not start (${error instanceof Error ? error.message : error}).\n${words}`);
  }
  ready = true;
  return { identity: server.identity, ended: server.ended, stop };
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
