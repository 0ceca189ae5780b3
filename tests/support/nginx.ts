// A real nginx in front of a market, with nothing but the defaults that a person begins with: 4 KB for the head of an answer, and
// `Host` without its port.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratchFolder } from "./scratch";

export interface Nginx {
  origin: string;
  /** Where it keeps answers, if it keeps any. */
  cacheFolder: string;
  stop(): Promise<void>;
}

const BIN = "/usr/sbin/nginx";

/** Finds nginx or installs Debian's package; throws when neither is possible. */
function ensureNginx(): string {
  if (!existsSync(BIN) && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "nginx-light"], { stdio: "inherit", env });
  }
  if (!existsSync(BIN)) throw new Error("No nginx was found, and none could be installed.");
  return BIN;
}

/** Keeps whatever an answer allows a shared cache, and says in X-Cache where an answer came from. */
const caching = `
      proxy_cache pages;
      proxy_cache_background_update on;
      proxy_cache_lock on;
      add_header X-Cache $upstream_cache_status always;`;

interface Options {
  isCaching?: boolean;
  /** The text of a site's file, which has all that is between `http {` and its end. */
  site?: string;
}

const plainSite = (port: number, targets: string[], isCaching: boolean) => `
  proxy_cache_path cache keys_zone=pages:1m;
  upstream servers {
    ${targets.map((target) => `server ${new URL(target).host};`).join(" ")}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://servers;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;${isCaching ? caching : ""}
    }
  }`;

const configuration = (folder: string, site: string) => `
daemon off; worker_processes 1; ${process.getuid?.() === 0 ? "user root;" : ""} pid ${folder}/nginx.pid; error_log ${folder}/error.log warn;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  ${site}
}`;

/** Starts nginx on `port` in front of `targets` (origins), of which it asks one after another. */
export async function startNginx(
  port: number,
  targets: string | string[],
  { isCaching = false, site }: Options = {},
): Promise<Nginx> {
  const bin = ensureNginx();
  const scratch = scratchFolder();
  const folder = scratch.path("nginx");
  mkdirSync(folder, { mode: 0o777 });
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, site ?? plainSite(port, [targets].flat(), isCaching)));
  const child = spawn(bin, ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "inherit" });
  await untilListening(child, port);
  return {
    origin: `http://localhost:${port}`,
    cacheFolder: join(folder, "cache"),
    async stop() {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      scratch.remove();
    },
  };
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" }).catch(() => null);
    if (answer) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("nginx ended before it listened");
}
