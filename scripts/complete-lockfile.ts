// npm run lockfile, after a change of dependencies: npm records optional platform packages only as far as it could look them
// up (npm/cli#4828), and `npm ci` then refuses the lockfile, here or on another system. This adds what is missing.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}

const OS = {
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  openharmony: "openharmony",
  win32: "win32",
  windows: "win32",
};
const CPU = {
  x64: "x64",
  amd64: "x64",
  arm64: "arm64",
  arm: "arm",
  ia32: "ia32",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
};
const LIBC = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };

const file = join(import.meta.dirname, "../package-lock.json");
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(file, "utf8"));
const parents = Object.entries(lock.packages);
const added = parents.flatMap(([path, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies).filter(([name, range]) => !isRecorded(path, name) && record(name, range)),
);
if (added.length) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`Added ${added.length} platform packages to package-lock.json.`);

/** As Node looks a package up: beside its parent, then upwards. */
function isRecorded(path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    if (lock.packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

/** What such a package says of itself stands in its name: @next/swc-linux-x64-musl. */
function record(name: string, range: string): boolean {
  const words = name.split(/[/-]/);
  const one = (known: Record<string, string>) => words.flatMap((word) => known[word] ?? []).slice(0, 1);
  const [os, cpu, libc] = [one(OS), one(CPU), one(LIBC)];
  if (!cpu.length) throw new Error(`package-lock.json lacks ${name}, which names no platform: is the package registry complete?`);
  const limits = { ...(os.length && { os }), cpu, ...(os[0] === "linux" && libc.length && { libc }) };
  lock.packages[`node_modules/${name}`] = { version: range.replace(/^[~^]/, ""), optional: true, ...limits };
  return true;
}
