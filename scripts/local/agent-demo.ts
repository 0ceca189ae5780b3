// An agent's whole trip through a market with a new wallet and a few cents: find, preview, quote, buy under a cap, read again for nothing,
// verify the receipt. Every request and answer is told as it happens, and what it cost.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { generatePrivateKey } from "viem/accounts";
import { buy } from "../../lib/buyer/buy";
import { BuyerError } from "../../lib/buyer/buyer-error";
import { type BuyerSettings, readSettings } from "../../lib/buyer/settings";
import { signProof } from "../../lib/buyer/sign";
import { formatUsd, parseUsdc } from "../../lib/kernel/money";
import { decodeHeader } from "../../lib/x402/exact/authorization";
import { SIGN_IN_WITH_X } from "../../lib/x402/sign-in-with-x";
import { cut, meter, type Tally } from "./meter";

export interface Trip {
  origin: string;
  print(line: string): void;
}

export interface StepCost extends Tally {
  step: string;
  /** Atomic USDC. */
  paid: bigint;
}

interface Found {
  itemId: string;
  title: string;
  priceUsd: string;
  paidUrl: string;
}

/** The tools of a market, told as they are called. */
function toolsOf(client: Client, print: Trip["print"]) {
  return async (name: string, args: object, meta?: object) => {
    print(`  → tools/call ${name} ${cut(JSON.stringify(args))}${meta ? ` with _meta ${Object.keys(meta)}` : ""}`);
    const result = (await client.callTool({
      name,
      arguments: { ...args },
      ...(meta ? { _meta: { ...meta } } : {}),
    })) as CallToolResult;
    print(`  ← ${result.isError ? "isError " : ""}${cut(JSON.stringify(result.structuredContent ?? result.content))}`);
    return result.structuredContent as Record<string, unknown>;
  };
}

type Tools = ReturnType<typeof toolsOf>;

async function openReceipt(call: Tools, settings: BuyerSettings, origin: string, receiptId: string) {
  const { extensions } = (await call("library", { receiptId })) as { extensions: Record<string, unknown> };
  const terms = { version: 2, error: "", offers: [], resource: undefined, extensions } as const;
  const proof = await signProof(settings.account, terms, `${origin}/mcp`, settings.networks);
  return call("library", { receiptId }, { "x402/sign-in-with-x": decodeHeader(proof?.[SIGN_IN_WITH_X] ?? "") });
}

/** What it takes on a market with a faucet; the wallet is thrown away. Throws where the market sells no article for a dollar or less. */
export async function playTrip({ origin, print }: Trip): Promise<StepCost[]> {
  const costs: StepCost[] = [];
  const metered = meter(print);
  const step = async <T>(name: string, work: () => Promise<T>, paidBy: (result: T) => bigint = () => 0n): Promise<T> => {
    print(`\n${costs.length + 1}. ${name}`);
    const before = metered.tally();
    const result = await work();
    const { requests, bytes } = metered.tally();
    const cost = { step: name, requests: requests - before.requests, bytes: bytes - before.bytes, paid: paidBy(result) };
    costs.push(cost);
    print(`  = ${cost.requests} requests, ${cost.bytes} bytes, ${formatUsd(cost.paid)}`);
    return result;
  };
  const folder = mkdtempSync(join(tmpdir(), "pennypost-agent-"));
  const client = new Client({ name: "agent-demo", version: "1.0.0" });
  try {
    const env = { BUYER_PRIVATE_KEY: generatePrivateKey(), BUYER_HOSTS: new URL(origin).host, BUYER_FOLDER: folder };
    const settings = readSettings({ ...env, BUYER_MAX_PRICE: "1", BUYER_DAILY_BUDGET: "1" });
    await step("Connect, and get test USDC for a new wallet", async () => {
      await client.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`)));
      const given = await fetch(`${origin}/api/wallets/${settings.account.address}/faucet`, { method: "POST" });
      if (!given.ok) throw new Error(`the faucet answered ${given.status}: this demo is for a local market`);
    });
    const call = toolsOf(client, print);
    const found = await step("Find a piece", async () => {
      const { items } = (await call("search", { kind: "article", sort: "cheapest", maxPrice: "1" })) as { items: Found[] };
      const [cheapest] = items;
      if (!cheapest) throw new Error("the market sells no article for a dollar or less");
      return cheapest;
    });
    const { itemId, paidUrl, priceUsd } = found;
    await step("Look at its free part", () => call("preview", { itemId }));
    await step("Ask its price", () => call("quote", { itemId }));
    await step("Try to buy it under a cap that is too low", async () => {
      const refused = await buy(settings, paidUrl, { maxPrice: parseUsdc(priceUsd) - 1n }).catch((error: unknown) => error);
      if (!(refused instanceof BuyerError)) throw new Error("it was bought all the same");
      print(`  = refused by the buyer itself, ${refused.fault}: ${refused.message}`);
    });
    const bought = await step(
      "Buy it under a cap of $1.00",
      () => buy(settings, paidUrl),
      (result) => result.amount,
    );
    if (bought.how !== "paid") throw new Error(`it was not paid but ${bought.how}`);
    const again = await step(
      "Read it again, without paying",
      () => buy(settings, paidUrl),
      (result) => result.amount,
    );
    if (again.how !== "proof") throw new Error(`it was not opened by proof but ${again.how}`);
    const receipt = await step("Get the signed receipt", () =>
      openReceipt(call, settings, origin, bought.answer.headers.get("pennypost-receipt") ?? ""),
    );
    const verdict = await step("Verify it, signatures and chain", () => call("verify_receipt", { receipt }));
    if (verdict.state !== "valid") throw new Error(`the receipt is ${verdict.state}`);
    return costs;
  } finally {
    metered.stop();
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
