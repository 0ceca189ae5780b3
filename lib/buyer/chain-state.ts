// Whether a payment that can be used no more was made: asked of the token itself, at a node of its network.
import { encodeFunctionData, parseAbi } from "viem";
import { z } from "zod";
import { ADDRESS_FORM, type Hex } from "../kernel/address";
import { readBoundedJson } from "../kernel/bounded-json";
import { decodeHeader } from "../x402/exact/authorization";
import type { Network } from "../x402/networks";
import type { SignedPayment } from "./sign";

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES_MAX = 256 * 1024;

const abi = parseAbi(["function authorizationState(address authorizer, bytes32 nonce) view returns (bool)"]);

const hex = z.string().regex(/^0x[0-9a-fA-F]*$/);
const paymentSchema = z.object({
  payload: z.object({
    authorization: z.object({
      from: z.string().regex(ADDRESS_FORM),
      nonce: z.string().regex(/^0x[0-9a-fA-F]{64}$/),
    }),
  }),
});
const blockSchema = z.object({ number: hex, timestamp: hex });
const wordSchema = z.string().regex(/^0x[0-9a-fA-F]{64}$/);

/** Throws for anything but a result. */
async function call(rpcUrl: string, method: string, params: unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(rpcUrl, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const { result } = (await readBoundedJson(response, ANSWER_BYTES_MAX, "the node")) as { result?: unknown };
  return result;
}

/**
 * Read at a block in which the payment could be made no more, so that a node that lags behind does not say "not yet". Undefined where
 * nobody answers, or not about this chain.
 */
export async function wasMade(network: Network, { value, validBefore }: SignedPayment): Promise<boolean | undefined> {
  const { publicRpc, chainId, asset } = network;
  try {
    const { from, nonce } = paymentSchema.parse(decodeHeader(value)).payload.authorization;
    const [chain, latest] = await Promise.all([
      call(publicRpc, "eth_chainId", []),
      call(publicRpc, "eth_getBlockByNumber", ["latest", false]),
    ]);
    const block = blockSchema.parse(latest);
    if (Number(hex.parse(chain)) !== chainId || Number(block.timestamp) < validBefore) return undefined;
    const data = encodeFunctionData({ abi, functionName: "authorizationState", args: [from as Hex, nonce as Hex] });
    return BigInt(wordSchema.parse(await call(publicRpc, "eth_call", [{ to: asset, data }, block.number]))) !== 0n;
  } catch {
    return undefined;
  }
}
