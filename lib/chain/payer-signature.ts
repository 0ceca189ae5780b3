// Who signed: a key, a smart wallet (ERC-1271), or a smart wallet that is not deployed yet (ERC-6492).
import { BaseError, encodeFunctionData, hashTypedData, recoverAddress } from "viem";
import { type Address, type Hex, toAddress } from "../kernel/address";
import { typedDataOf } from "../x402/exact/authorization";
import type { SignedAuthorization } from "../x402/exact/signed-authorization";
import type { Network } from "../x402/networks";
import { type Reason, reasonOfRevert } from "../x402/reasons";
import { erc1271Abi } from "./abi";
import type { ChainClient } from "./client";
import {
  afterDeployment,
  answerAfterDeployment,
  type Call,
  type OpenedSignature,
  openSignature,
  sentenceOf,
  transferCall,
} from "./counterfactual";

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

/** `factories` may deploy a payer's smart wallet. */
export function createPayerSignatures(client: ChainClient, network: Network, factories: readonly Hex[]) {
  const asset = network.usdc;
  const allowed = new Set(factories.map(toAddress));
  /** Of the wallets whose signatures bring a deployment, those that were seen to need none. */
  const deployed = new Set<Address>();

  async function isDeployed(wallet: Address): Promise<boolean> {
    const has = (await client.getCode({ address: wallet })) !== undefined;
    if (has) deployed.add(wallet);
    else deployed.delete(wallet);
    return has;
  }

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

  return {
    /** Why this is not signed by the payer; null if it is. */
    async findBreach({ signature: presented, ...authorization }: SignedAuthorization): Promise<Reason | null> {
      const wallet = authorization.from;
      const hash = hashTypedData(typedDataOf(network, authorization));
      const opened = openSignature(presented);
      if (!opened) return UNSIGNED;
      const { signature, deployment } = opened;
      if (deployment && !(await isDeployed(wallet))) {
        if (!allowed.has(toAddress(deployment.to))) return "eip6492_factory_not_allowed";
        const data = encodeFunctionData({ abi: erc1271Abi, args: [hash, signature] });
        return (await foresee(deployment, { to: wallet, data })).startsWith(VALID_SIGNATURE) ? null : UNSIGNED;
      }
      const signer = deployment ? null : await recoverAddress({ hash, signature }).catch(() => null);
      if (signer && toAddress(signer) === wallet) return null;
      return (await isValid(wallet, hash, signature)) ? null : UNSIGNED;
    },

    /** The deployment that a transfer needs first, as the chain is now. */
    async missingDeployment({ from, signature }: SignedAuthorization): Promise<Call | null> {
      const deployment = openSignature(signature)?.deployment;
      return deployment && !(await isDeployed(from)) ? deployment : null;
    },

    /** The one transaction that settles; a wallet never seen deployed is deployed by it. */
    settlementCall(authorization: SignedAuthorization): Call {
      const { signature, deployment }: OpenedSignature = openSignature(authorization.signature) ?? authorization;
      const transfer = { to: asset, data: transferCall({ ...authorization, signature }) };
      return deployment && !deployed.has(authorization.from) ? afterDeployment(deployment, transfer, true) : transfer;
    },

    /** Multicall3 keeps a failed call's words to itself; asked to allow the failure, it tells them. */
    async whyReverted(deployment: Call, authorization: SignedAuthorization): Promise<Reason> {
      const signature = openSignature(authorization.signature)?.signature ?? authorization.signature;
      const data = transferCall({ ...authorization, signature });
      return reasonOfRevert(sentenceOf(await foresee(deployment, { to: asset, data })));
    },
  };
}
