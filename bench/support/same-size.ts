// A bare handler is a fair measure only in an application of the same size: Next looks every request up in its tree of routes.
// So the bare application gets an empty route or page at each address that ours has.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const stubs: Record<string, string> = {
  "route.ts": 'export const dynamic = "force-dynamic";\nexport const GET = () => new Response();\n',
  "page.tsx": "export default function Page() {\n  return null;\n}\n",
};

/** Fills `to`, a route group of the bare application, after the routes below `from`. Returns how many there are. */
export function copyRoutes(from: string, to: string): number {
  rmSync(to, { recursive: true, force: true });
  const routes = readdirSync(from, { recursive: true, encoding: "utf8" }).filter(
    (path) => (path.split("/").at(-1) ?? "") in stubs,
  );
  for (const path of routes) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), stubs[path.split("/").at(-1) ?? ""] ?? "");
  }
  return routes.length;
}
