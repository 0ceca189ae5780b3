// A receipt that a buyer keeps: read from a running server, then checked by x402's stock package and by our script, which asks
// nothing but a node of the chain.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { verifyReceiptMatchesOffer, verifyReceiptSignatureEIP712 } from "@x402/extensions/offer-receipt";
import { wrapFetchWithSIWx } from "@x402/extensions/sign-in-with-x";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedReceipt } from "../../lib/x402/receipts/receipt-form";
import { signedReceiptSchema } from "../../lib/x402/receipts/receipt-schema";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { anyPort } from "../../scripts/local/ports";
import { type Creator, openShop, signIn, type Visitor } from "../support/api";
import { type Market, startMarket } from "../support/market";
import { scratchFolder } from "../support/scratch";
import { fromBase64, signFor, toBase64 } from "./payer";

const root = join(import.meta.dirname, "../..");
const buyer = accounts.readers[0] as LocalAccount;
const CONTENT = "# Paid\n\nThe text that was bought, with an é.";
const scratch = scratchFolder();
let market: Market;
let creator: Creator;
let reader: Visitor;
let signer: string;

beforeAll(async () => {
  market = await startMarket();
  creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  reader = await signIn(market.origin, buyer);
  const facts = await fetch(`${market.origin}/.well-known/pennypost.json`);
  expect(facts.headers.get("access-control-allow-origin")).toBe("*");
  signer = ((await facts.json()) as { receiptSigner: string }).receiptSigner;
});
afterAll(async () => {
  await market?.stop();
  scratch.remove();
});

async function buy(itemId: string): Promise<SignedReceipt> {
  const url = `${market.origin}/api/items/${itemId}/content`;
  const answer = await fetch(url, { headers: { "X-PAYMENT": toBase64((await signFor(url, buyer)).v1) } });
  expect(answer.status).toBe(200);
  return reader.call<SignedReceipt>("GET", `/api/receipts/${answer.headers.get("pennypost-receipt")}`);
}

async function save(name: string, content: string): Promise<string> {
  const path = scratch.path(name);
  await writeFile(path, content);
  return path;
}

/** What `npm run verify-receipt` prints, and how it ends. */
function verify(...args: string[]): Promise<{ status: number; output: string }> {
  const command = [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, "scripts/verify-receipt.ts"), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env: { ...process.env, NO_COLOR: "1" } }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}
const lines = (output: string, mark: string) => output.split("\n").filter((line) => line.startsWith(mark));

describe("a signed receipt", () => {
  it("is of the documented form, and the stock package takes its x402 receipt and the signer for ours", async () => {
    const itemId = await creator.sellArticle({ price: "0.25", content: CONTENT });
    const unpaid = await fetch(`${market.origin}/api/items/${itemId}/content`);
    const { extensions } = fromBase64<{ extensions: Record<string, { info: { offers: { payload: never }[] } }> }>(
      unpaid.headers.get("payment-required"),
    );
    const receipt = await buy(itemId);

    expect(signedReceiptSchema.parse(receipt)).toEqual(receipt);
    expect(receipt).not.toHaveProperty("files");
    const verified = await verifyReceiptSignatureEIP712(receipt.x402);
    expect(verified.signer.toLowerCase()).toBe(signer);
    const offer = extensions["offer-receipt"]?.info.offers[0]?.payload ?? ({} as never);
    expect(verifyReceiptMatchesOffer(receipt.x402, offer, [buyer.address])).toBe(true);
  });

  it("is the same file each time it is asked for, and is nobody else's", async () => {
    const first = await buy(await creator.sellArticle({ price: "0.25", content: CONTENT }));
    expect(await reader.call("GET", `/api/receipts/${first.receipt.id}`)).toEqual(first);
    expect(await creator.call("GET", `/api/receipts/${first.receipt.id}`)).toEqual(first);
    expect((await fetch(`${market.origin}/api/receipts/${first.receipt.id}`)).status).toBe(404);
  });
});

it("what was bought opens again for the stock sign-in-with-x client, as the guide says, and for no other wallet", async () => {
  const { receipt } = await buy(await creator.sellArticle({ price: "0.25", content: CONTENT }));
  const url = `${market.origin}/api/items/${receipt.itemId}/content`;
  const answer = await wrapFetchWithSIWx(fetch, buyer.account)(url);
  expect([answer.status, answer.headers.get("pennypost-receipt"), await answer.text()]).toEqual([200, receipt.id, CONTENT]);
  const stranger = accounts.readers[1] as LocalAccount;
  expect((await wrapFetchWithSIWx(fetch, stranger.account)(url)).status).toBe(402);
});

describe("npm run verify-receipt", () => {
  it("finds an article's receipt valid, with its text", async () => {
    const receipt = await buy(await creator.sellArticle({ price: "0.25", content: CONTENT }));
    const file = await save("article.json", JSON.stringify(receipt));
    const text = await save("article.md", CONTENT);
    const { status, output } = await verify(file, "--rpc", market.rpcUrl, "--content", text);
    expect([status, lines(output, "passed").length]).toEqual([0, 10]);
    expect(output).toContain("The receipt is valid.");
    expect(output).toContain(`is the key that ${market.origin} named`);
  });

  it("finds a file item's receipt valid, with its files, and told the signer needs no server", async () => {
    const bodies = { "one.txt": "The bytes of one.", "two.txt": "The bytes of two, a few more." };
    const files = Object.entries(bodies).map(([name, body]) => ({ name, body }));
    const receipt = await buy((await creator.sellFiles({ price: "0.25", files })).itemId);
    const file = await save("files.json", JSON.stringify(receipt));
    const contents = await Promise.all(files.map(({ name, body }) => save(name, body)));
    const given = contents.flatMap((path) => ["--content", path]);
    const { status, output } = await verify(file, "--rpc", market.rpcUrl, "--signer", signer, ...given);
    expect([status, lines(output, "passed").length]).toEqual([0, 11]);
    expect(output).toContain("All 2 files have the bytes that were signed.");

    const wrong = await verify(file, "--rpc", market.rpcUrl, "--content", file);
    expect([wrong.status, lines(wrong.output, "FAILED").length]).toEqual([1, 1]);
  });

  it("fails what was changed, and what another key signed", async () => {
    const receipt = await buy(await creator.sellArticle({ price: "0.25", content: CONTENT }));
    const cheaper = { ...receipt, receipt: { ...receipt.receipt, amount: "1" } };
    const { status, output } = await verify(await save("cheaper.json", JSON.stringify(cheaper)), "--rpc", market.rpcUrl);
    expect([status, lines(output, "FAILED").map((line) => line.split(":")[0])]).toEqual([
      1,
      ["FAILED   Signed as it stands", "FAILED   It paid this amount, from payer to payee"],
    ]);
    const file = await save("true.json", JSON.stringify(receipt));
    const other = await verify(file, "--rpc", market.rpcUrl, "--signer", buyer.address);
    expect([other.status, lines(other.output, "FAILED")[0]]).toEqual([1, expect.stringContaining("the command line named")]);
  });

  it("says what it could not look at where no node answers, and what it wants where it is used wrongly", async () => {
    const receipt = await buy(await creator.sellArticle({ price: "0.25", content: CONTENT }));
    const file = await save("offline.json", JSON.stringify(receipt));
    const { status, output } = await verify(file, "--rpc", `http://127.0.0.1:${await anyPort()}`, "--signer", signer);
    expect([status, lines(output, "skipped").length]).toEqual([2, 4]);
    expect(output).toContain("The node could not be asked");
    expect((await verify()).output).toMatch(/^Usage: /);
    expect((await verify(scratch.path("nowhere.json"))).status).toBe(2);
    expect((await verify(await save("not.json", "not JSON"))).status).toBe(1);
  });
});
