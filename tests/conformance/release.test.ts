// The release folder alone, as it is deployed: copied to where nothing else is, not writable, run by a user without rights, two servers behind
// nginx with nothing but its defaults; migrated by what is in it, and replaced one server after the other while people buy.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Chain, startChain } from "../../scripts/local/chain";
import { anyPort } from "../../scripts/local/ports";
import { RELEASE } from "../../scripts/local/release";
import { type Creator, openShop } from "../support/api";
import { createDatabase, type TestDatabase } from "../support/database";
import { type Nginx, startNginx } from "../support/nginx";
import { type OtlpReceiver, startOtlpReceiver } from "../support/otlp-receiver";
import { type Scratch, scratchFolder } from "../support/scratch";
import { signFor, toBase64 } from "./payer";

const PDF = join(
  import.meta.dirname,
  "../../prisma/seed/content/nora-pelling/the-edge-of-the-stamp/files/the-edge-of-the-stamp.pdf",
);
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const asNobody = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
const BUYERS = 40;

interface Previews {
  rows: { state: string; parts: { kind: string }[] }[];
}

interface Server {
  origin: string;
  start(): Promise<void>;
  /** SIGTERM; resolves to the status of its end. */
  stop(): Promise<number | null>;
  words(): string;
  /** Of standard output. */
  lines(): string[];
}

let scratch: Scratch;
let database: TestDatabase;
let chain: Chain;
let servers: [Server, Server];
let nginx: Nginx;
let receiver: OtlpReceiver;
let creator: Creator;
let env: NodeJS.ProcessEnv;
let app: string;

function serverOn(port: number): Server {
  let child: ChildProcess | undefined;
  let words = "";
  let output = "";
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    words: () => words,
    lines: () => output.split("\n").slice(0, -1),
    async start() {
      const started: ChildProcess = spawn(process.execPath, ["server.js"], {
        cwd: app,
        env: { ...env, PORT: `${port}` },
        ...asNobody,
      });
      child = started;
      for (const stream of [started.stdout, started.stderr])
        stream?.on("data", (bytes) => {
          words += bytes;
        });
      started.stdout?.on("data", (bytes) => {
        output += bytes;
      });
      await vi.waitFor(
        async () => {
          if (started.exitCode !== null) throw new Error(words);
          expect((await fetch(`${origin}/api/readyz`)).status, words).toBe(200);
          expect(await (await fetch(`${origin}/api/health`)).json()).toMatchObject({ payments: "open" });
        },
        { timeout: 60_000, interval: 50 },
      );
    },
    stop() {
      const running = child;
      if (!running || running.exitCode !== null) return Promise.resolve(running?.exitCode ?? null);
      running.kill("SIGTERM");
      return new Promise((resolve) => running.once("exit", resolve));
    },
  };
}

const inRelease = (script: string, ...args: string[]) =>
  execFileSync(process.execPath, [`scripts/bin/${script}.mjs`, ...args], {
    cwd: app,
    env,
    encoding: "utf8",
    ...(isRoot ? { uid: NOBODY } : {}),
  });

beforeAll(async () => {
  scratch = scratchFolder();
  app = scratch.path("app");
  cpSync(RELEASE, app, { recursive: true, verbatimSymlinks: true });
  execFileSync("chmod", ["-R", "a-w,a+rX", app]);
  const storage = scratch.path("storage");
  mkdirSync(storage);
  chmodSync(scratch.path(""), 0o755);
  if (isRoot) chownSync(storage, NOBODY, NOBODY);
  database = await createDatabase({ isMigrated: false });
  chain = await startChain({ logFile: scratch.path("chain.log") });
  receiver = await startOtlpReceiver();
  const [first, second, front] = [await anyPort(), await anyPort(), await anyPort()];
  env = {
    NODE_ENV: "production",
    HOSTNAME: "127.0.0.1",
    NETWORK: "local",
    DATABASE_URL: database.url,
    RPC_URL: chain.rpcUrl,
    PUBLIC_RPC_URL: chain.rpcUrl,
    PUBLIC_ORIGIN: `http://localhost:${front}`,
    TRUSTED_PROXIES: "1",
    RELAYER_PRIVATE_KEY: accounts.relayer.privateKey,
    STORAGE_DIR: storage,
    DRAIN_SECONDS: "1",
    LOG_LEVEL: "info",
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  };
  servers = [serverOn(first), serverOn(second)];
  expect(inRelease("migrate")).toContain("Applied");
  await Promise.all(servers.map((server) => server.start()));
  nginx = await startNginx(
    front,
    servers.map(({ origin }) => origin),
  );
  creator = await openShop(nginx.origin, accounts.creators[0] as LocalAccount, "ada");
}, 180_000);

afterAll(async () => {
  await nginx?.stop();
  await Promise.all(servers?.map((server) => server.stop()) ?? []);
  await receiver?.stop();
  await chain?.stop();
  await database?.drop();
  scratch?.remove();
});

const contentUrl = (itemId: string) => `${nginx.origin}/api/items/${itemId}/content`;

async function buy(itemId: string, reader: LocalAccount): Promise<[number, string]> {
  const { v2 } = await signFor(contentUrl(itemId), reader);
  const paid = await fetch(contentUrl(itemId), { headers: { "PAYMENT-SIGNATURE": toBase64(v2) } });
  return [paid.status, await paid.text()];
}

describe("the release folder alone", () => {
  it("backs the shop up", () => {
    const backups = scratch.path("backups");
    mkdirSync(backups);
    if (isRoot) chownSync(backups, NOBODY, NOBODY);
    expect(inRelease("backup", backups)).toContain(`Backed up to ${backups}/`);
  });

  it("is smaller than 220 MB", () => {
    const megabytes = Number(execFileSync("du", ["-sm", "--apparent-size", app], { encoding: "utf8" }).split("\t")[0]);
    console.log(`release folder: ${megabytes} MB`);
    expect(megabytes).toBeLessThan(220);
  });

  it("serves pages with their texts rendered, styles, help and pages of errors", async () => {
    const title = "**Bold** 日本語の題";
    const id = await creator.sellArticle({ price: "0.05", content: "Paid.", title });
    await creator.call("PATCH", `/api/items/${id}`, { preview: "The **free** part.\n\n```js\nlet a = 1;\n```" });
    await creator.call("POST", `/api/items/${id}/publish`, {});
    const { slug } = await creator.call<{ slug: string }>("GET", `/api/items/${id}`);
    const page = await (await fetch(`${nginx.origin}/@ada/${slug}`)).text();
    expect(page).toContain("<strong>free</strong>");
    expect(page).toContain("hljs-keyword");
    const [style = ""] = /\/_next\/static\/[^"]+\.css/.exec(page) ?? [];
    for (const path of [style, "/favicon.ico", "/about", "/docs/errors/not_found", "/openapi.json"])
      expect((await fetch(nginx.origin + path)).status, path).toBe(200);
    const picture = await fetch(`${nginx.origin}/api/items/${id}/social-picture`);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  });

  it("has every file that browsers load", () => {
    const filesOf = (folder: string) => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    expect(filesOf(join(app, ".next/static"))).toEqual(filesOf(join(RELEASE, "../static")));
  });

  it("has every package that the server imports, with all that those import", () => {
    const named = readdirSync(join(app, ".next/node_modules"), { recursive: true, encoding: "utf8" });
    // Prisma's is imported by a path within it, by every query.
    const aliases = named.filter((name) => /^(?:@[^/]+\/)?[^@/]+$/.test(name) && !name.startsWith("@prisma/"));
    expect(aliases.length).toBeGreaterThan(5);
    const script = aliases.map((name) => `await import(${JSON.stringify(name)});`).join("\n");
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: join(app, ".next/server"), env, stdio: "pipe" });
  });

  it("makes previews of files", async () => {
    const files = [
      { name: "pages.pdf", body: readFileSync(PDF) },
      { name: "rows.csv", body: `a,b\n${"1,2\n".repeat(2_000)}` },
    ];
    const { itemId } = await creator.sellFiles({ price: "0.05", files });
    await vi.waitFor(
      async () => {
        const { rows } = await creator.call<Previews>("GET", `/api/items/${itemId}/draft/previews`);
        expect(rows.map(({ state, parts }) => [state, parts[0]?.kind])).toEqual([
          ["made", "page"],
          ["made", "table"],
        ]);
      },
      { timeout: 30_000, interval: 200 },
    );
  }, 60_000);

  it("says everything on standard output as lines of JSON, Next's first words too", () => {
    for (const { lines } of servers) {
      const said = lines().map((line) => JSON.parse(line) as { time: string; type: string; what?: string });
      expect(said.some(({ type, what }) => type === "server" && what?.includes("Ready in"))).toBe(true);
      for (const { time } of said) expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
    }
  });

  it("has the operator's programs", () => {
    expect(inRelease("migrate")).toContain("up to date");
    expect(inRelease("check-sums")).toContain("Every sum");
  });
});

describe("deploy/nginx.conf", () => {
  it("passes purchases, and files larger than nginx takes by itself, straight to the servers", async () => {
    const port = await anyPort();
    const upstream = servers.map(({ origin }) => `server ${new URL(origin).host};`).join(" ");
    const site = readFileSync(join(import.meta.dirname, "../../deploy/nginx.conf"), "utf8")
      .replace("listen 80;", `listen 127.0.0.1:${port};`)
      .replace(/server 127\.0\.0\.1:3000;\s+server 127\.0\.0\.1:3001;/, upstream);
    const front = await startNginx(port, [], { site });
    const id = await creator.sellArticle({ price: "0.05", content: "Paid." });
    const url = `${front.origin}/api/items/${id}/content`;
    const { v1 } = await signFor(url, accounts.readers[0] as LocalAccount);
    const paid = await fetch(url, { headers: { "X-PAYMENT": toBase64(v1) } });
    expect([paid.status, await paid.text()]).toEqual([200, "Paid."]);
    const { id: draft } = await creator.call<{ id: string }>("POST", "/api/items", {
      kind: "file",
      title: "A file",
      price: "0.05",
    });
    const sent = await fetch(`${front.origin}/api/items/${draft}/files?name=large.bin`, {
      method: "POST",
      headers: { cookie: creator.cookie, "Content-Type": "application/octet-stream" },
      body: Buffer.alloc(8_000_000, 7),
    });
    expect(sent.status, await sent.text()).toBe(201);
    await front.stop();
  });
});

describe("servers replaced one after the other while people buy", () => {
  it("fail nobody, charge nobody twice, and say at /api/readyz that they are about to stop", async () => {
    const items = await Promise.all(
      Array.from({ length: BUYERS / accounts.readers.length }, () =>
        creator.sellArticle({ price: "0.05", content: "Paid for." }),
      ),
    );
    const sales = items.flatMap((itemId) => accounts.readers.map((reader) => ({ itemId, reader })));
    let isReplaced = false;
    const replacing = (async () => {
      for (const server of servers) {
        const ended = server.stop();
        // Some send it to the whole group of processes, and a parent passes it on.
        void server.stop();
        await vi.waitFor(async () => expect((await fetch(`${server.origin}/api/readyz`)).status).toBe(503), { interval: 20 });
        expect((await fetch(`${server.origin}/api/livez`)).status).toBe(200);
        expect(await ended).toBe(143);
        await server.start();
      }
      isReplaced = true;
    })();
    const answers: [number, string][] = [];
    for (const [index, { itemId, reader }] of sales.entries()) {
      answers.push(await buy(itemId, reader));
      // The last are bought once both are new.
      if (index === sales.length - 5) await vi.waitFor(() => expect(isReplaced).toBe(true), { timeout: 60_000, interval: 50 });
    }
    await replacing;
    expect(answers.filter(([status, text]) => status !== 200 || text !== "Paid for.")).toEqual([]);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      "SELECT count(*)::int AS settled FROM settlement s JOIN purchase p ON p.id = s.purchase_id WHERE p.item_id = ANY($1)",
      [items],
    );
    await client.end();
    expect(rows).toEqual([{ settled: sales.length }]);
  }, 180_000);

  it("have sent the spans of what they did to the receiver that was set, those of the servers that ended too", async () => {
    const purchases = () => receiver.spans.filter(({ name }) => name === "purchase");
    await expect.poll(() => purchases().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(BUYERS);
    const [bought] = purchases();
    const whole = () => receiver.spans.find(({ spanId }) => spanId === bought?.parentSpanId);
    await expect.poll(whole, { timeout: 30_000 }).toMatchObject({
      name: expect.stringMatching(/^GET \w+$/),
      facts: { "http.response.status_code": 200, "pennypost.request.id": expect.stringMatching(/^[\w.-]{8,64}$/) },
    });
    expect(receiver.bodies.join("\n")).not.toMatch(/Paid for\.|PAYMENT-SIGNATURE|\/api\/items\//i);
  });

  it("a database that has moved on has no use for a server that does not know it", async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("UPDATE schema_floor SET migration = '29991231000000_later'");
    await vi.waitFor(async () => expect((await fetch(`${servers[0].origin}/api/readyz`)).status).toBe(503), { timeout: 5_000 });
    await client.query("UPDATE schema_floor SET migration = '20261130140000_schema_floor'");
    await vi.waitFor(async () => expect((await fetch(`${servers[0].origin}/api/readyz`)).status).toBe(200), { timeout: 5_000 });
    await client.end();
  });
});
