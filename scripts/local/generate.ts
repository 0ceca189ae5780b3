// The generated Prisma client in lib/db/generated, made anew when the schema or Prisma changed.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { isFresh, stampOf, writeStamp } from "./stamp";

const root = join(import.meta.dirname, "../..");
const STAMP = join(root, "lib/db/generated/.stamp");

/** Resolves to whether it had to be made. */
export async function ensureClient(): Promise<boolean> {
  const stamp = stampOf(root, ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"]);
  if (isFresh(STAMP, stamp)) return false;
  // Generating needs no schema engine, yet the command line would download one; any program that exists keeps it from that.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" };
  const prisma = join(root, "node_modules/prisma/build/index.js");
  await promisify(execFile)(process.execPath, [prisma, "generate"], { cwd: root, env });
  writeStamp(STAMP, stamp);
  return true;
}
