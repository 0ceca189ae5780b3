// A real PgBouncer in transaction mode before the PostgreSQL of the run: each transaction may get another connection, and settings at the
// start of one are refused.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { anyPort } from "../../scripts/local/ports";
import { scratchFolder } from "./scratch";

export interface PgBouncer {
  /** The way through it to the database that `directUrl` names. */
  through(directUrl: string): string;
  stop(): Promise<void>;
}

const BIN = "/usr/sbin/pgbouncer";
/** Few, so that what belongs to one client soon meets another's connection. */
const SERVER_CONNECTIONS = 5;

/** Finds PgBouncer or installs Debian's package; throws when neither is possible. */
function ensurePgBouncer(): string {
  if (!existsSync(BIN) && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "pgbouncer"], { stdio: "inherit", env });
  }
  if (!existsSync(BIN)) throw new Error("No PgBouncer was found, and none could be installed.");
  return BIN;
}

const configuration = (port: number, server: URL, folder: string) => `
[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pool_mode = transaction
default_pool_size = ${SERVER_CONNECTIONS}
max_client_conn = 500
auth_type = scram-sha-256
auth_file = ${folder}/users
`;

/** Starts PgBouncer before the server of `directUrl`. It does not run as root: another user is lent to it there. */
export async function startPgBouncer(directUrl: string): Promise<PgBouncer> {
  const bin = ensurePgBouncer();
  const server = new URL(directUrl);
  const port = await anyPort();
  const scratch = scratchFolder();
  const folder = scratch.path("pgbouncer");
  mkdirSync(folder);
  writeFileSync(join(folder, "users"), `"${server.username}" "${decodeURIComponent(server.password)}"\n`);
  writeFileSync(join(folder, "pgbouncer.ini"), configuration(port, server, folder));
  chmodSync(dirname(folder), 0o755);
  const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn(bin, ["-q", ...user, join(folder, "pgbouncer.ini")], { stdio: "inherit" });
  const through = (url: string) => Object.assign(new URL(url), { port: `${port}` }).href;
  await untilAnswering(child, through(directUrl));
  return {
    through,
    async stop() {
      if (child.exitCode === null) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
      scratch.remove();
    },
  };
}

async function untilAnswering(child: ChildProcess, url: string): Promise<void> {
  while (child.exitCode === null) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error("PgBouncer ended before it listened");
}
