// Smart wallets that are not deployed yet (ERC-6492): the signature carries the call that deploys its wallet. We make that call
// through Multicall3, in the same transaction as the transfer, so that one authorization stays one transaction.
import {
  decodeErrorResult,
  decodeFunctionResult,
  encodeFunctionData,
  isErc6492Signature,
  multicall3Abi,
  parseErc6492Signature,
} from "viem";
import type { Hex } from "../kernel/address";
import type { SignedAuthorization } from "../x402/exact/signed-authorization";
import { usdcAbi } from "./abi";
import { aggregate, type Call } from "./multicall";

/** The part of a signature that the wallet itself checks and, if the signature brings one, the wallet's deployment. */
export interface OpenedSignature {
  signature: Hex;
  deployment?: Call;
}

/** Takes an ERC-6492 signature out of its wrapper; any other stays as it is. Null: said to be wrapped, and unreadable. */
export function openSignature(signature: Hex): OpenedSignature | null {
  if (!isErc6492Signature(signature)) return { signature };
  try {
    const { address, data, signature: inner } = parseErc6492Signature(signature);
    return address && data ? { signature: inner, deployment: { to: address, data } } : null;
  } catch {
    return null;
  }
}

/** The call data of a transfer, in the overload that takes smart-wallet signatures too. */
export function transferCall(a: SignedAuthorization): Hex {
  return encodeFunctionData({
    abi: usdcAbi,
    functionName: "transferWithAuthorization",
    args: [a.from, a.to, a.value, a.validAfter, a.validBefore, a.nonce, a.signature],
  });
}

/**
 * Deploys a wallet, then makes the call that needs it. The deployment may fail, for somebody else may have made it a moment
 * before; `mustSucceed` makes the whole transaction stand or fall with the call itself.
 */
export function afterDeployment(deployment: Call, call: Call, mustSucceed: boolean): Call {
  return aggregate([
    { ...deployment, mayFail: true },
    { ...call, mayFail: !mustSucceed },
  ]);
}

/** What the call after the deployment returned; empty if the answer is none of Multicall3's. */
export function answerAfterDeployment(answer: Hex | undefined): Hex {
  try {
    const results = decodeFunctionResult({ abi: multicall3Abi, functionName: "aggregate3", data: answer ?? "0x" });
    return results[1]?.returnData ?? "0x";
  } catch {
    return "0x";
  }
}

/** The sentence of a `require` that failed, or nothing. */
export function sentenceOf(returnData: Hex): string {
  try {
    return String(decodeErrorResult({ data: returnData }).args?.[0] ?? "");
  } catch {
    return "";
  }
}
