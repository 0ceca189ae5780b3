// What we are measured against or with, installed when it is needed: a package of its own below peers/, with its own lockfile.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { isFresh, stampOf, writeStamp } from "../../scripts/local/stamp";

export function installPeer(folder: string): void {
  const stampFile = join(folder, "node_modules/.stamp");
  const stamp = stampOf(folder, ["package-lock.json"]);
  if (isFresh(stampFile, stamp)) return;
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  writeStamp(stampFile, stamp);
}
