// Runs before anything is installed, hence plain JavaScript without dependencies: checks Node, installs what is missing, then
// hands over to a TypeScript script and passes signals and the exit status through.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname ?? ".", "..");

/** Runs `script` (relative to the repository) with this process's arguments. */
export function bootstrap(script) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Pennypost needs Node 20.19 or newer; this is ${process.versions.node}.`);
  if (!isInstalled()) install();

  const args = ["--conditions=react-server", "--import", "tsx", join(root, script), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}

/** npm writes node_modules/.package-lock.json last: it names what is really there. A link has no version. */
function isInstalled() {
  const written = join(root, "node_modules/.package-lock.json");
  if (!existsSync(written)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const found = JSON.parse(readFileSync(written, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || (path in found && found[path].version === entry.version),
  );
}

function install() {
  process.stdout.write("Installing packages (npm ci) …\n");
  const started = Date.now();
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) fail("The packages could not be installed; npm's words above say why.");
  process.stdout.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s\n`);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
