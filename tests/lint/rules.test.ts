// The rules beside the layers that guard something we rely on: each is shown a violation, and the place where the same is right.
import { beforeAll, expect, it } from "vitest";
import { refusedLines } from "./planted";

const node = 'import { createHash } from "node:crypto";';
const environment = "export const url = process.env.DATABASE_URL;";
const print = 'console.log("paid");';
const floating = ["export async function settle(): Promise<void> {}", "settle();"];
const page = "export default function Page() { return null; }";
const any = "export const anything: any = 1;";
const assertion = "export const first = (list: string[]) => list[0]!;";
const unlabelled = "export const Cross = () => <div onClick={() => history.back()}>x</div>;";

const places: Record<string, { may: string[]; mustNot: string[] }> = {
  "lib/kernel/planted.ts": { may: [], mustNot: [node, environment, print] },
  "lib/x402/planted.ts": { may: [], mustNot: [node, environment, print] },
  "lib/wallet/planted.ts": { may: [], mustNot: [node, environment, print] },
  "lib/payments/planted.ts": { may: [node, floating[0] ?? ""], mustNot: [floating[1] ?? "", environment, print, any, assertion] },
  "lib/config/env.ts": { may: [environment], mustNot: [any] },
  "components/ui/planted.tsx": { may: [], mustNot: [node, environment, print, page, unlabelled] },
  "app/library/page.tsx": { may: [page], mustNot: [environment, print] },
  "scripts/planted.ts": { may: [node, environment, print], mustNot: [any] },
};

let refused: Record<string, string[]>;
beforeAll(() => {
  const files = Object.fromEntries(Object.entries(places).map(([path, { may, mustNot }]) => [path, [...may, ...mustNot]]));
  const rules = ["correctness/noNodejsModules", "suspicious/noConsole", "suspicious/noExplicitAny", "nursery/noFloatingPromises"];
  const styles = ["style/noProcessEnv", "style/noDefaultExport", "style/noNonNullAssertion"];
  refused = refusedLines(files, ...rules, ...styles, "a11y/useKeyWithClickEvents");
});

it.each(Object.entries(places))("%s: the wrong lines are refused, and only those", (path, { mustNot }) => {
  expect(refused[path]).toEqual(mustNot);
});
