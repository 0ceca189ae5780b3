// The generated Prisma client in lib/db/generated, made anew when the schema or Prisma changed.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { withLock } from "./lock";
import { writeRowTypes } from "./row-types";
import { isFresh, stampOf, writeStamp } from "./stamp";

const root = join(import.meta.dirname, "../..");
const STAMP = join(root, "lib/db/generated/.stamp");

const SOURCES = ["prisma/schema.prisma", "prisma.config.ts", "scripts/local/row-types.ts", "node_modules/prisma/package.json"];

const currentStamp = () => stampOf(root, SOURCES);

export const isGenerated = () => isFresh(STAMP, currentStamp());

/** Generates where needed; resolves to whether it was. */
export function ensureClient(): Promise<boolean> {
  return withLock(join(root, ".pennypost/generate.lock"), async () => {
    const stamp = currentStamp();
    if (isFresh(STAMP, stamp)) return false;
    // Generating needs no schema engine, yet the command line would download one; any program that exists keeps it from that.
    const env = {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    };
    await promisify(execFile)(process.execPath, [join(root, "node_modules/prisma/build/index.js"), "generate"], {
      cwd: root,
      env,
    });
    writeRowTypes(join(root, "lib/db/generated/models"));
    writeStamp(STAMP, stamp);
    return true;
  });
}
