// The production build in .next, made anew when anything it is made from changed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, openSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { withLock } from "./lock";
import { attach, type OnLaunch, tail } from "./process";
import { completeRelease } from "./release";
import { isFresh, stampOf, writeStamp } from "./stamp";

const root = join(import.meta.dirname, "../..");
const BUILD_ID_DIGITS = 16;
const STAMP = join(root, ".next/.stamp");

/** Whether .next is what `next build` would make now. */
export function isBuilt(): boolean {
  return existsSync(join(root, ".next/BUILD_ID")) && isFresh(STAMP, sourceStamp());
}

/** Builds where needed; resolves to whether it was. */
export function ensureBuild(onLaunch?: OnLaunch): Promise<boolean> {
  return withLock(join(root, ".pennypost/build.lock"), async () => {
    const stamp = sourceStamp();
    if (existsSync(join(root, ".next/BUILD_ID")) && isFresh(STAMP, stamp)) return false;
    await build(stamp, onLaunch);
    await completeRelease();
    writeStamp(STAMP, stamp);
    return true;
  });
}

async function build(stamp: string, onLaunch?: OnLaunch): Promise<void> {
  const logFile = join(root, ".pennypost/logs/build.log");
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w");
  // Without "ad", which those who block advertisements look for.
  const buildId = createHash("sha256").update(stamp).digest("hex").slice(0, BUILD_ID_DIGITS).replaceAll("a", "g");
  const env = { ...process.env, BUILD_ID: buildId, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env,
    stdio: ["ignore", log, log],
  });
  const running = attach(child, "next build");
  onLaunch?.(running.identity);
  const how = await running.ended;
  if (child.exitCode !== 0) throw new Error(`The site could not be built (${how}).\n${tail(logFile, 40)}`);
}

/** Everything the build reads: the rooms it bundles, the files at the top, the public settings it inlines. */
function sourceStamp(): string {
  const top = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile() && /\.(ts|mjs|json)$/.test(entry.name));
  const files = top
    .map(({ name }) => name)
    .filter((name) => !/^(next-env\.d\.ts|biome|knip|vitest|playwright|tsconfig\.tsbuildinfo)/.test(name));
  const sources = stampOf(
    root,
    [
      "app",
      "components",
      "content",
      "docs/errors",
      "lib",
      "public",
      "prisma/schema.prisma",
      "prisma/migrations",
      "scripts",
      ...files.sort(),
    ],
    isNotSource,
  );
  const inlined = Object.entries(process.env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
  return `${sources} ${JSON.stringify(inlined.sort())}`;
}

const isNotSource = (path: string) => path.startsWith("lib/db/generated/") || /\.test\.tsx?$/.test(path);
