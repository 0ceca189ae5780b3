// Completes .next/standalone, which `next build` made: what browsers load, and the programs that run beside the server, each as one
// JavaScript file, and those that are run by hand, which share theirs. The folder is then all that a server needs (docs/deploying.md).
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const root = join(import.meta.dirname, "../..");
export const RELEASE = join(root, ".next/standalone");

const processes = ["lib/markdown/worker", "lib/previews/maker/main"];
/** The first is imported by the server, before Next. */
const scripts = ["first-words", "migrate", "backup", "restore", "check-sums", "rebuild", "verify-receipt"];
/** As deep as scripts/local, whose modules find what they read from there. */
const BIN = "scripts/bin";

/** With parts that are no JavaScript: they stay packages. The trace misses the last, which fontkit imports by way of @swc/helpers. */
const packages = ["@hyzyla/pdfium", "@prisma/schema-engine-wasm", "tslib"];
/** Other builds of them, and types. */
const unread = /\.(?:d\.ts|cjs)$|(?:base64|browser|cdn|worker\.bundle)[^/]*\.js$/;
/** Already there for the server. */
const traced = ["pg", "pino", "sharp", "tiny-secp256k1", "workerpool"];

/** Of what `next build` traced: it takes whatever lies beside a file that is read by a path made at run time. */
const built = [".next", "node_modules", "package.json", "server.js"];
/** What the server and its programs read by such paths, and what browsers load. */
const read = ["content", "docs/errors", "prisma/migrations", "prisma/schema.prisma", "public", ".next/static"];
/** Social pictures have one weight of it. */
const fonts = "node_modules/@fontsource/shippori-mincho/files";

export async function completeRelease(): Promise<void> {
  for (const name of readdirSync(RELEASE)) if (!built.includes(name)) rmSync(join(RELEASE, name), { recursive: true });
  for (const name of readdirSync(join(RELEASE, fonts)))
    if (!name.endsWith("-600-normal.woff2")) rmSync(join(RELEASE, fonts, name));
  await bundle({ entryPoints: processes.map((path) => ({ in: `${path}.ts`, out: path })) });
  const entryPoints = scripts.map((name) => ({ in: `scripts/${name}.ts`, out: `${BIN}/${name}` }));
  await bundle({ entryPoints, splitting: true, chunkNames: `${BIN}/[name]-[hash]` });
  const server = join(RELEASE, "server.js");
  writeFileSync(server, `import "./${BIN}/${scripts[0]}.mjs";\n${readFileSync(server, "utf8")}`);
  for (const name of packages) copy(`node_modules/${name}`, (source) => !unread.test(source));
  for (const path of read) copy(path);
}

async function bundle(what: BuildOptions): Promise<void> {
  await build({
    ...what,
    absWorkingDir: root,
    outdir: RELEASE,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    minifyWhitespace: true,
    minifySyntax: true,
    platform: "node",
    target: "node20",
    format: "esm",
    conditions: ["react-server"],
    external: [...packages, ...traced],
    // Packages of the older form ask for Node's modules by this.
    banner: { js: 'import { createRequire as requireFor } from "node:module"; const require = requireFor(import.meta.url);' },
    logLevel: "warning",
  });
}

function copy(path: string, filter?: (source: string) => boolean): void {
  if (!existsSync(join(root, path))) throw new Error(`${path} is missing: the release would be, too.`);
  cpSync(join(root, path), join(RELEASE, path), { recursive: true, dereference: true, ...(filter ? { filter } : {}) });
}
