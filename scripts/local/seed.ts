// The demo market: prisma/seed/seed.ts in a process of its own, with the settings that the server gets.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Settings } from "./env";
import { attach, type OnLaunch, tail } from "./process";

const root = join(import.meta.dirname, "../..");
const SEED = join(root, "prisma/seed/seed.ts");

export const hasSeed = () => existsSync(SEED);

export async function seed(settings: Settings, logFile: string, onLaunch?: OnLaunch): Promise<void> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w");
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", SEED], {
    cwd: root,
    env,
    stdio: ["ignore", log, log],
  });
  const running = attach(child, "seed");
  onLaunch?.(running.identity);
  const how = await running.ended;
  if (child.exitCode !== 0) throw new Error(`The demo market could not be filled (${how}).\n${tail(logFile, 30)}`);
}
