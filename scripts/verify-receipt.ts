// npm run verify-receipt -- FILE… [--rpc URL] [--signer 0x…] [--content PATH]…
// Checks receipts against its signatures, the chain and the bytes; needs a node of the chain, and no server of ours.
// Exit status, of the worst: 0 all holds · 1 something is wrong · 2 something that counts could not be looked at, or wrong usage.

import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { parseArgs, styleText } from "node:util";
import { ADDRESS_FORM } from "../lib/kernel/address";
import { findNetwork } from "../lib/x402/networks";
import { createRpcReader } from "../lib/x402/receipts/chain-reader";
import { digest } from "../lib/x402/receipts/digest";
import type { CheckState } from "../lib/x402/receipts/receipt-checks";
import type { ReceiptFacts } from "../lib/x402/receipts/receipt-form";
import { parseReceipt } from "../lib/x402/receipts/receipt-schema";
import { fetchReceiptSigner } from "../lib/x402/receipts/server-facts";
import { type Verdict, verifyReceipt } from "../lib/x402/receipts/verify-receipt";
import { messageOf } from "./local/steps";

const USAGE = "Usage: npm run verify-receipt -- FILE… [--rpc URL] [--signer 0x…] [--content PATH]… (content: of one FILE)";
const STATUS: Record<Verdict["state"], number> = { valid: 0, invalid: 1, incomplete: 2 };
const CONCLUSION: Record<Verdict["state"], string> = {
  valid: "The receipt is valid.",
  invalid: "The receipt is NOT valid.",
  incomplete: "Nothing is wrong with what was looked at, but not everything that counts could be.",
};
const MARK: Record<CheckState, string> = {
  passed: styleText("green", "passed "),
  failed: styleText("red", "FAILED "),
  skipped: styleText("yellow", "skipped"),
};

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { rpc: { type: "string" }, signer: { type: "string" }, content: { type: "string", multiple: true, default: [] } },
    });
    const { rpc, signer, content } = values;
    if (positionals.length === 0 || (content.length > 0 && positionals.length > 1)) return null;
    if ((signer && !ADDRESS_FORM.test(signer)) || (rpc && !URL.canParse(rpc))) return null;
    return { files: positionals, rpc, signer, content };
  } catch {
    return null;
  }
}

async function findExpected(signer: string | undefined, origin: string | undefined) {
  if (signer) return { signer, source: "the command line" };
  const named = origin ? await fetchReceiptSigner(origin) : null;
  return named && origin ? { signer: named, source: origin } : null;
}

async function readContent(path: string) {
  return { name: basename(path), ...(await digest(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>)) };
}

type Given = NonNullable<ReturnType<typeof readArguments>>;

async function check(file: string, given: Given): Promise<Verdict["state"]> {
  const text = await readFile(file, "utf8");
  const parsed = parseReceipt(text);
  const facts: ReceiptFacts | undefined = "receipt" in parsed ? parsed.receipt.receipt : undefined;
  const rpc = given.rpc ?? (facts && findNetwork(facts.network, facts.origin)?.publicRpc);
  const { state, checks } = await verifyReceipt(text, {
    expected: await findExpected(given.signer, facts?.origin),
    chain: rpc ? createRpcReader(rpc) : null,
    content: await Promise.all(given.content.map(readContent)),
  });
  console.log(facts ? `${facts.id}, of ${facts.origin}, as ${rpc ?? "no node"} sees it:\n` : `${file}:\n`);
  for (const { state, title, detail } of checks) console.log(`${MARK[state]}  ${title}: ${detail}`);
  console.log(`\n${CONCLUSION[state]}\n`);
  return state;
}

async function main(): Promise<void> {
  const given = readArguments();
  if (!given) throw new Error(USAGE);
  const states: Verdict["state"][] = [];
  for (const file of given.files) states.push(await check(file, given));
  const worst = (["invalid", "incomplete"] as const).find((state) => states.includes(state)) ?? "valid";
  process.exitCode = STATUS[worst];
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 2;
});
