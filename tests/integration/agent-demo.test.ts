// `npm run agent-demo`'s trip, through routes behind a server of the test's own.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFaucet } from "@/lib/chain/faucet";
import { deriveKey } from "@/lib/config/keys";
import { createVisitCounts } from "@/lib/earnings/visit-counts";
import type { RouteHandler } from "@/lib/http/create-routes";
import { createLocalStore } from "@/lib/storage/local-store";
import { createRpcReader } from "@/lib/x402/receipts/chain-reader";
import { createReceiptSigner } from "@/lib/x402/receipts/signed-receipt";
import { playTrip } from "@/scripts/local/agent-demo";
import { type Site, startSite } from "../support/hostile-site";
import { createPaymentWorld, type PaymentWorld, railOf } from "../support/payments";
import { scratchFolder } from "../support/scratch";

const scratch = scratchFolder();
const key = (name: string) => deriveKey("a secret of the tests", name);
let world: PaymentWorld;
let site: Site;

beforeAll(async () => {
  world = await createPaymentWorld();
  const mcp = (await import("@/app/mcp/route")) as { POST: RouteHandler; GET: () => Response };
  const content = (await import("@/app/api/items/[itemId]/content/route")) as { GET: RouteHandler };
  const faucet = (await import("@/app/api/wallets/[address]/faucet/route")) as { POST: RouteHandler };
  site = await startSite(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { method = "GET", url = "" } = request;
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]);
    const asked = new Request(site.origin + url, {
      method,
      headers,
      ...(method === "POST" ? { body: Buffer.concat(parts) } : {}),
    });
    const [, , , id = ""] = url.split("/");
    const answer = await (url === "/mcp"
      ? method === "POST"
        ? mcp.POST(asked, { params: Promise.resolve({}) })
        : mcp.GET()
      : url.endsWith("/faucet")
        ? faucet.POST(asked, { params: Promise.resolve({ address: id }) })
        : content.GET(asked, { params: Promise.resolve({ itemId: id }) }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  const rest = {
    rails: [{ ...railOf(world), reader: createRpcReader(world.chain.rpcUrl) }],
    visits: createVisitCounts(world.clock),
    store: createLocalStore(scratch.path("files")),
    origin: site.origin,
    publicCache: { get: (_name: string, read: () => Promise<unknown>) => read() },
    faucet: createFaucet(world.chain.rpcUrl, world.usdc, world.network),
    ...{ signInKey: key("sign-in-with-x"), receiptSigner: createReceiptSigner(key("receipts")), pictureKey: key("pictures") },
  };
  Object.assign(globalThis, { pennypost: { ...world, ...rest } });
  await world.sellItem(50_000n);
}, 240_000);
afterAll(async () => {
  await site?.stop();
  Reflect.deleteProperty(globalThis, "pennypost");
  await world?.stop();
  scratch.remove();
});

it("finds a piece, is refused above its cap, buys it once, reads it again for nothing, and verifies the receipt", async () => {
  const told: string[] = [];
  const costs = await playTrip({ origin: site.origin, print: (line) => told.push(line) });
  if (process.env.SHOW) console.log(told.join("\n"));
  expect(costs.map(({ paid }) => paid)).toEqual([0n, 0n, 0n, 0n, 0n, 50_000n, 0n, 0n, 0n]);
  expect(costs.every(({ requests, bytes }) => requests > 0 && bytes > 0)).toBe(true);
  expect(told.join("\n")).toMatch(
    /above_cap[\s\S]*with payment-signature → 200[\s\S]*with sign-in-with-x → 200[\s\S]*"state":"valid"/,
  );
  expect(await world.db.purchase.count({ where: { state: "confirmed" } })).toBe(1);
});
