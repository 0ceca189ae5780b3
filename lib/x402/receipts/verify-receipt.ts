// Verifies a receipt file independently of who made it: signatures (EIP-712), the chain, and the content. A check covers every field of a
// receipt. Runs in browsers and scripts.
import { recoverTypedDataAddress } from "viem/utils";
import { type Address, toAddress } from "../../kernel/address";
import { findNetwork } from "../networks";
import type { ChainReader } from "./chain-reader";
import { chainChecks } from "./receipt-chain-checks";
import { type Check, check, decide } from "./receipt-checks";
import { contentChecks, type GivenContent } from "./receipt-content-checks";
import { contentUrlOf, type SignedReceipt, typedReceipt, typedX402Receipt } from "./receipt-form";
import { parseReceipt } from "./receipt-schema";

interface Evidence {
  /** The expected signer and who named it ("you", a server); null if nobody did. */
  expected: { signer: string; source: string } | null;
  chain: ChainReader | null;
  content: readonly GivenContent[];
}

export interface Verdict {
  /** `incomplete`: no check failed, but a required one was skipped. */
  state: "valid" | "invalid" | "incomplete";
  receipt: SignedReceipt | null;
  checks: Check[];
}

export async function verifyReceipt(text: string, { expected, chain, content }: Evidence): Promise<Verdict> {
  const parsed = parseReceipt(text);
  if ("fault" in parsed) return { state: "invalid", receipt: null, checks: [check("form", "failed", parsed.fault)] };
  const signed = parsed.receipt;
  const asset = assetCheck(signed);
  const checks = [
    check("form", "passed", `${signed.form}, complete.`),
    await signatureCheck(signed),
    await x402Check(signed),
    agreementCheck(signed),
    signerCheck(signed, expected),
    asset,
    ...(await chainChecks(signed.receipt, asset.state === "passed" ? chain : null)),
    ...contentChecks(signed, content),
  ];
  return { state: stateOf(checks), receipt: signed, checks };
}

/** The content check may be skipped; all others must pass. */
function stateOf(checks: Check[]): Verdict["state"] {
  if (checks.some(({ state }) => state === "failed")) return "invalid";
  return checks.some(({ id, state }) => state === "skipped" && id !== "content") ? "incomplete" : "valid";
}

async function isSignedBy(signer: Address, typedData: object, signature: string): Promise<boolean> {
  const signed = { ...typedData, signature } as Parameters<typeof recoverTypedDataAddress>[0];
  const recovered = await recoverTypedDataAddress(signed).catch(() => "");
  return recovered.toLowerCase() === signer;
}

async function signatureCheck({ receipt, signer, signature }: SignedReceipt): Promise<Check> {
  return decide(
    "signature",
    await isSignedBy(signer, typedReceipt(receipt), signature),
    `Each of its ${Object.keys(receipt).length} fields is under the signature of ${signer}.`,
    `This is not what ${signer} signed: something was changed.`,
  );
}

async function x402Check({ signer, x402: { payload, signature } }: SignedReceipt): Promise<Check> {
  return decide(
    "x402",
    await isSignedBy(signer, typedX402Receipt(payload), signature),
    "In the form of x402’s offer-receipt extension, by the same key.",
    `The x402 receipt inside is not what ${signer} signed.`,
  );
}

function agreementCheck({ receipt, x402: { payload } }: SignedReceipt): Check {
  const { network, payer, transaction, settledAt } = receipt;
  const agrees = {
    network: payload.network === network,
    payer: payload.payer === payer,
    transaction: payload.transaction === transaction,
    address: payload.resourceUrl === contentUrlOf(receipt),
    time: payload.issuedAt === Math.floor(Date.parse(settledAt) / 1000),
  };
  const apart = Object.entries(agrees).flatMap(([name, same]) => (same ? [] : [name]));
  return decide(
    "agreement",
    apart.length === 0,
    "The same payer, transaction, network, time and address.",
    `They differ in: ${apart.join(", ")}.`,
  );
}

function signerCheck({ signer, receipt }: SignedReceipt, expected: Evidence["expected"]): Check {
  if (!expected) {
    return check(
      "signer",
      "skipped",
      `Nobody said whose key is expected, so this may be anybody’s word, not that of ${receipt.origin}.`,
    );
  }
  return decide(
    "signer",
    expected.signer.toLowerCase() === signer,
    `${signer} is the key that ${expected.source} named.`,
    `${signer} signed, and ${expected.source} named ${expected.signer}.`,
  );
}

function assetCheck({ receipt: { network: caip2, origin, asset } }: SignedReceipt): Check {
  const network = findNetwork(caip2, origin);
  if (!network) return check("asset", "failed", `Pennypost sells nothing on ${caip2}.`);
  return decide(
    "asset",
    toAddress(network.asset) === asset,
    `The token is USDC of ${network.label}.`,
    `${asset} is not USDC of ${network.label}.`,
  );
}
