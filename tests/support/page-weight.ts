// The JavaScript that a page of the production build loads before anybody does anything, read from the build's own manifests.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const build = join(import.meta.dirname, "../../.next");
const read = (path: string) => readFileSync(join(build, path));

export interface PageWeight {
  /** Bytes as gzip -9 makes them, file by file. */
  bytes: number;
  /** Of these, what React and Next's router take: every page of every Next site has them. */
  framework: number;
}

const gzipped = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);

/** `page` as it lies in app/, as "[handle]/[slug]/page". */
export function weighPage(page: string): PageWeight {
  const { rootMainFiles } = JSON.parse(read("build-manifest.json").toString()) as { rootMainFiles: string[] };
  const manifest = read(`server/app/${page}_client-reference-manifest.js`).toString();
  const { entryJSFiles } = JSON.parse(manifest.slice(manifest.indexOf("] = {") + 4).replace(/;\s*$/, "")) as {
    entryJSFiles: Record<string, string[]>;
  };
  const framework = new Set(rootMainFiles);
  return { bytes: gzipped(new Set([...framework, ...Object.values(entryJSFiles).flat()])), framework: gzipped(framework) };
}
