// Signatures of smart wallets: of deployed ones (ERC-1271), and of those that their first payment deploys (ERC-6492).
import { BaseError, encodeFunctionData } from "viem";
import { type Address, type Hex, toAddress } from "../kernel/address";
import { hashFlatTypedData } from "../kernel/typed-data";
import { typedDataOf } from "../x402/exact/authorization";
import type { SignedAuthorization } from "../x402/exact/signed-authorization";
import type { Network } from "../x402/networks";
import { type Reason, reasonOfRevert } from "../x402/reasons";
import { erc1271Abi } from "./abi";
import type { ChainClient } from "./client";
import { afterDeployment, answerAfterDeployment, openSignature, sentenceOf, transferCall } from "./counterfactual";
import type { Call } from "./multicall";
import { createCodeReader } from "./wallet-code";

/** Above what a transfer costs with the heaviest smart wallet we accept; a signature that burns more is refused. */
export const GAS_MAX = 500_000n;

/** The same for a transfer whose wallet is deployed on the way, by a factory that the operator has listed. */
export const DEPLOYMENT_GAS_MAX = 1_500_000n;

/** What a smart wallet answers to a signature of its own, as a word. */
const VALID_SIGNATURE = `0x1626ba7e${"0".repeat(56)}`;

const UNSIGNED: Reason = "invalid_exact_evm_payload_signature";

/** How nodes call an execution that came to its end without a result: geth's words and anvil's. */
const HALTS = /revert|EVM error|out of gas|gas required exceeds|invalid (opcode|jump)|stack (under|over)flow|write protection/i;

/** The contract failed, as opposed to the node: it reverted, ran out of gas or into an invalid instruction. */
export function isRevert(error: unknown): error is BaseError {
  return (
    error instanceof BaseError &&
    error.walk((cause) => cause instanceof Error && HALTS.test(`${cause.name} ${cause.message}`)) !== null
  );
}

/** The call that settles an authorization, or why none may be made. `deployment`: what the call makes first, where it makes one. */
export type SettlementCall = { call: Call; deployment: Call | null } | { breach: Reason };

/** `factories` may deploy a payer's smart wallet. */
export function createPayerSignatures(client: ChainClient, network: Network, factories: readonly Hex[]) {
  const asset = network.asset;
  const allowed = new Set(factories.map(toAddress));

  const hasCodeLately = createCodeReader(client);
  const hasCode = async (wallet: Address): Promise<boolean> => (await client.getCode({ address: wallet })) !== undefined;

  /** Asks the wallet as USDC will ask it. */
  async function isValid(wallet: Address, hash: Hex, signature: Hex): Promise<boolean> {
    const data = encodeFunctionData({ abi: erc1271Abi, args: [hash, signature] });
    try {
      const answer = await client.call({ account: asset, to: wallet, data, gas: GAS_MAX });
      return answer.data?.startsWith(VALID_SIGNATURE) ?? false;
    } catch (error) {
      if (!isRevert(error)) throw error;
      return false;
    }
  }

  /** What `call` answers once the wallet is deployed; nothing changes on the chain. */
  async function foresee(deployment: Call, call: Call): Promise<Hex> {
    try {
      const answer = await client.call({ ...afterDeployment(deployment, call, false), gas: DEPLOYMENT_GAS_MAX });
      return answerAfterDeployment(answer.data);
    } catch (error) {
      if (!isRevert(error)) throw error;
      return "0x";
    }
  }

  /**
   * The one transaction that settles this as the chain is now. Every call of ours to a factory is made here, and to no other than
   * the listed ones: whether a wallet has code may change between any two looks.
   */
  async function settlementCall(authorization: SignedAuthorization): Promise<SettlementCall> {
    const opened = openSignature(authorization.signature);
    if (!opened) return { breach: UNSIGNED };
    const { signature, deployment } = opened;
    const transfer = { to: asset, data: transferCall({ ...authorization, signature }) };
    if (!deployment || (await hasCode(authorization.from))) return { call: transfer, deployment: null };
    if (!allowed.has(toAddress(deployment.to))) return { breach: "eip6492_factory_not_allowed" };
    return { call: afterDeployment(deployment, transfer, true), deployment };
  }

  return {
    settlementCall,

    /**
     * Why no contract can have signed this: the payer has no code, as far as was seen lately, and brings no deployment that would be
     * made. Null where one may have, which only `findBreach` tells.
     */
    async findBreachAtSight({ from, signature }: Pick<SignedAuthorization, "from" | "signature">): Promise<Reason | null> {
      const opened = openSignature(signature);
      if (!opened) return UNSIGNED;
      const { deployment } = opened;
      if (deployment && allowed.has(toAddress(deployment.to))) return null;
      if (await hasCodeLately(from)) return null;
      return deployment ? "eip6492_factory_not_allowed" : UNSIGNED;
    },

    /** Why this is not signed by the payer's smart wallet; null if it is. */
    async findBreach({ signature: presented, ...authorization }: SignedAuthorization): Promise<Reason | null> {
      const wallet = authorization.from;
      const settlement = await settlementCall({ ...authorization, signature: presented });
      if ("breach" in settlement) return settlement.breach;
      const hash = hashFlatTypedData(typedDataOf(network, authorization));
      const signature = openSignature(presented)?.signature ?? presented;
      if (!settlement.deployment) return (await isValid(wallet, hash, signature)) ? null : UNSIGNED;
      const data = encodeFunctionData({ abi: erc1271Abi, args: [hash, signature] });
      return (await foresee(settlement.deployment, { to: wallet, data })).startsWith(VALID_SIGNATURE) ? null : UNSIGNED;
    },

    /** Multicall3 keeps a failed call's words to itself; asked to allow the failure, it tells them. */
    async whyReverted(deployment: Call, authorization: SignedAuthorization): Promise<Reason> {
      const signature = openSignature(authorization.signature)?.signature ?? authorization.signature;
      const data = transferCall({ ...authorization, signature });
      return reasonOfRevert(sentenceOf(await foresee(deployment, { to: asset, data })));
    },
  };
}
