// USDC on our chain, read through our own node: balances, authorizations, and whether an authorization was paid.
import {
  BaseError,
  encodeFunctionData,
  hashTypedData,
  type Log,
  parseEventLogs,
  recoverAddress,
  type TransactionReceipt,
} from "viem";
import { type Address, type Hex, lower } from "../kernel/address";
import { type Authorization, typedDataOf } from "../x402/authorization";
import type { Network } from "../x402/networks";
import { type Reason, reasonOfRevert } from "../x402/reasons";
import type { SignedAuthorization } from "../x402/signed-authorization";
import { erc1271Abi, usdcAbi } from "./abi";
import type { ChainClient } from "./client";
import { type ChainHead, createHeadReader } from "./head";

/** Above what a transfer costs with the heaviest smart wallet we accept; a signature that burns more is refused. */
const GAS_MAX = 500_000n;

/** What a smart wallet answers to a signature of its own, as a word. */
const VALID_SIGNATURE = `0x1626ba7e${"0".repeat(56)}`;

/** What public nodes allow in one log query; longer than any authorization we accept lives. */
const LOG_BLOCKS_MAX = 9_999n;

/** The canonical log pair that paid for an authorization. */
export interface ChainSettlement {
  transaction: Hex;
  logIndex: number;
  blockNumber: bigint;
  blockHash: Hex;
  /** The block's time; null where the node does not put it into its logs. */
  blockTime: Date | null;
}

export type Simulation = { ok: true; gas: bigint } | { ok: false; reason: Reason };

export interface Usdc {
  head(): Promise<ChainHead>;
  balanceOf(address: Address): Promise<bigint>;
  /** Spent or cancelled. */
  isUsed(authorization: Pick<Authorization, "from" | "nonce">): Promise<boolean>;
  /** Whether the payer signed this: a key's signature is recovered without a call; a smart wallet's contract is asked. */
  isSigned(authorization: SignedAuthorization): Promise<boolean>;
  /** Runs the transfer without sending it. Nothing moves. */
  simulate(authorization: SignedAuthorization): Promise<Simulation>;
  /** The settlement that a receipt of our own node shows, if any. */
  settlementOf(receipt: TransactionReceipt, authorization: Authorization): ChainSettlement | null;
  /** The settlement in one transaction; `reverted` if that transaction is mined and did not pay; null if not mined. */
  settlementIn(transaction: Hex, authorization: Authorization): Promise<ChainSettlement | "reverted" | null>;
  /** The settlement in whatever transaction carried it, from a block on: a front-runner's pays us as well. */
  findSettlement(authorization: Authorization, fromBlock: bigint): Promise<ChainSettlement | null>;
  timeOf(settlement: ChainSettlement): Promise<Date>;
  /** Unix seconds of the newest block that cannot be reorganised away. */
  finalizedTime(): Promise<bigint>;
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
 * "Paid", as a predicate over a receipt: `AuthorizationUsed(from, nonce)` followed at once by `Transfer(from, to, value)`,
 * both of the listed asset, in one successful transaction. (`cancelAuthorization` makes a nonce used, and pays nobody.)
 */
export function settlementOf(receipt: TransactionReceipt, asset: Address, authorization: Authorization): ChainSettlement | null {
  if (receipt.status !== "success") return null;
  const ours = receipt.logs.filter((log) => lower(log.address) === lower(asset)) as Log<bigint, number, false>[];
  const logs = parseEventLogs({ abi: usdcAbi, logs: ours });
  const used = logs.findIndex(
    (log) =>
      log.eventName === "AuthorizationUsed" &&
      lower(log.args.authorizer) === lower(authorization.from) &&
      lower(log.args.nonce) === lower(authorization.nonce),
  );
  const transfer = used >= 0 ? logs[used + 1] : undefined;
  if (transfer?.eventName !== "Transfer") return null;
  const { from, to, value } = transfer.args;
  const pays =
    lower(from) === lower(authorization.from) && lower(to) === lower(authorization.to) && value === authorization.value;
  if (!pays) return null;
  const { transactionHash, blockNumber, blockHash } = receipt;
  return {
    transaction: lower(transactionHash),
    logIndex: transfer.logIndex,
    blockNumber,
    blockHash: lower(blockHash),
    blockTime: transfer.blockTimestamp ? toDate(transfer.blockTimestamp) : null,
  };
}

const toDate = (seconds: bigint) => new Date(Number(seconds) * 1000);

function isRevert(error: unknown): error is BaseError {
  return (
    error instanceof BaseError &&
    error.walk((cause) => cause instanceof Error && /revert/i.test(`${cause.name} ${cause.message}`)) !== null
  );
}

export function createUsdc(client: ChainClient, network: Network): Usdc {
  const asset = network.usdc;
  const head = createHeadReader(client);

  async function settlementIn(transaction: Hex, authorization: Authorization) {
    const receipt = await client.getTransactionReceipt({ hash: transaction }).catch((error: unknown) => {
      if (error instanceof BaseError && error.name === "TransactionReceiptNotFoundError") return null;
      throw error;
    });
    return receipt && (settlementOf(receipt, asset, authorization) ?? ("reverted" as const));
  }

  /** ERC-1271, asked as USDC will ask it. */
  async function isValidSignature(wallet: Address, hash: Hex, signature: Hex): Promise<boolean> {
    const data = encodeFunctionData({ abi: erc1271Abi, args: [hash, signature] });
    try {
      const answer = await client.call({ account: asset, to: wallet, data, gas: GAS_MAX });
      return answer.data?.startsWith(VALID_SIGNATURE) ?? false;
    } catch (error) {
      if (!isRevert(error)) throw error;
      return false;
    }
  }

  return {
    head,
    balanceOf: (address) => client.readContract({ address: asset, abi: usdcAbi, functionName: "balanceOf", args: [address] }),
    isUsed: ({ from, nonce }) =>
      client.readContract({ address: asset, abi: usdcAbi, functionName: "authorizationState", args: [from, nonce] }),
    async isSigned({ signature, ...authorization }) {
      const hash = hashTypedData(typedDataOf(network, authorization));
      const signer = await recoverAddress({ hash, signature }).catch(() => null);
      if (signer && lower(signer) === lower(authorization.from)) return true;
      return isValidSignature(authorization.from, hash, signature);
    },
    async simulate(authorization) {
      try {
        const gas = await client.estimateGas({ account: authorization.to, to: asset, data: transferCall(authorization) });
        return gas > GAS_MAX ? { ok: false, reason: "unexpected_settle_error" } : { ok: true, gas };
      } catch (error) {
        if (!isRevert(error)) throw error;
        return { ok: false, reason: reasonOfRevert(error.message) };
      }
    },
    settlementOf: (receipt, authorization) => settlementOf(receipt, asset, authorization),
    settlementIn,
    async findSettlement(authorization, fromBlock) {
      const last = fromBlock + LOG_BLOCKS_MAX;
      const isOld = last < (await head()).number;
      const logs = await client.getContractEvents({
        address: asset,
        abi: usdcAbi,
        eventName: "AuthorizationUsed",
        args: { authorizer: authorization.from, nonce: authorization.nonce },
        fromBlock,
        // The head may be a second old, and what we look for may be newer.
        toBlock: isOld ? last : "latest",
      });
      const log = logs[0];
      const settlement = log && (await settlementIn(log.transactionHash, authorization));
      return settlement && settlement !== "reverted" ? settlement : null;
    },
    timeOf: async ({ blockTime, blockHash }) => blockTime ?? toDate((await client.getBlock({ blockHash })).timestamp),
    finalizedTime: async () => (await client.getBlock({ blockTag: "finalized" })).timestamp,
  };
}
