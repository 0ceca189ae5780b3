// USDC on our chain, read through our own node: balances, authorizations, and whether an authorization was paid.
import { encodeEventTopics, type Log, padHex, type TransactionReceipt, toHex } from "viem";
import { type Address, type Hash, type Hex, toAddress, toHash } from "../kernel/address";
import type { Authorization } from "../x402/exact/authorization";
import type { SignedAuthorization } from "../x402/exact/signed-authorization";
import type { Network } from "../x402/networks";
import { type Reason, reasonOfRevert } from "../x402/reasons";
import { usdcAbi } from "./abi";
import { type AuthorizationEnd, createEndFinder } from "./authorization-end";
import { createBlocks } from "./blocks";
import type { ChainClient } from "./client";
import { transferCall } from "./counterfactual";
import { type ChainHead, createHeadReader } from "./head";
import { type ReadSignature, readKeySignature } from "./key-signature";
import type { Call } from "./multicall";
import { createPayerSignatures, DEPLOYMENT_GAS_MAX, GAS_MAX, isRevert } from "./payer-signature";
import { createReceiptReader } from "./receipts";
import { isLostCall, isRateLimit } from "./rpc-errors";
import { tryEach, wentWell } from "./try-each";

/** Longer than any authorization we accept lives. */
const LIFE_BLOCKS_MAX = 9_999n;

/** More than any account without code needs for its transfer, by a seventh at least. */
const PLAIN_GAS = 100_000n;
/**
 * Of the call alone, without the 24,000 that a transaction and its data cost before it. To a payee that holds nothing yet it takes 81,000,
 * which the quarter that is added to the above when it is sent leaves room for.
 */
const PLAIN_CALL_GAS = 90_000n;

/** A height, and the hash of the block that is said to lie there. */
export interface BlockPlace {
  blockNumber: bigint;
  blockHash: Hash;
}

/** `replaced`: another block lies at that height. `unseen`: the node that answered has none there; that says nothing. */
export type Standing = "stands" | "replaced" | "unseen";

/** The log pair that paid for an authorization, in a block that may not be sealed yet. */
export interface ChainSettlement extends BlockPlace {
  transaction: Hash;
  logIndex: number;
  /** The block's time; null where the node does not put it into its logs. */
  blockTime: Date | null;
  /** Wei that the transaction cost its sender. */
  fee: bigint;
}

/** A transaction that is mined and did not pay for this authorization, and the block it lies in. */
export interface FailedTransaction {
  failedIn: BlockPlace;
  transaction: Hash;
  fee: bigint;
}

/** `call`: what was simulated, and the very one to be sent. */
export type Simulation = { ok: true; gas: bigint; call: Call } | { ok: false; reason: Reason };

export type PlainSimulation = Extract<Simulation, { ok: true }>;

export interface Usdc {
  head(): Promise<ChainHead>;
  /** Asks for it already, for who will want it in a moment; nobody waits. */
  expectHead(): void;
  /** Unix seconds that the chain has come to, as far as is known without a call. */
  knownTime(): bigint;
  balanceOf(address: Address): Promise<bigint>;
  /** Spent or cancelled. */
  isUsed(authorization: Pick<Authorization, "from" | "nonce">): Promise<boolean>;
  /** Whether the payer's key signed, and its signature in the form that USDC takes. No call is made. */
  readSignature(authorization: SignedAuthorization): ReadSignature;
  /** Why no contract can have signed this either, told without a call but one a while for each wallet; null if one may have. */
  findBreachAtSight(authorization: Pick<SignedAuthorization, "from" | "signature">): Promise<Reason | null>;
  /**
   * Why this, which no key signed, is not signed by the payer; null if it is. A smart wallet's contract is asked, and one that is
   * not deployed yet (ERC-6492) as if it were, if we know its factory.
   */
  findContractBreach(authorization: SignedAuthorization): Promise<Reason | null>;
  /** Runs the transfer without sending it. Nothing moves. */
  simulate(authorization: SignedAuthorization): Promise<Simulation>;
  /**
   * The same for many that keys signed, in one call to the node, each as if it were alone: null for whose account has code, and for what
   * would fail or cannot be told this way. Throws when the node does not answer.
   */
  simulatePlain(authorizations: readonly SignedAuthorization[]): Promise<(PlainSimulation | null)[]>;
  /** The settlement that a receipt of our own node shows, if any. */
  settlementOf(receipt: TransactionReceipt, authorization: Authorization): ChainSettlement | null;
  /**
   * The settlement in one transaction; null if the node knows no receipt of it. Who waits for it block by block names the newest that it
   * knows of as `head`, and shares one look under it with all who wait for the same transaction.
   */
  settlementIn(
    transaction: Hash,
    authorization: Authorization,
    head?: bigint,
  ): Promise<ChainSettlement | FailedTransaction | null>;
  /** The settlement in whatever transaction carried it, from a block on: a front-runner's pays us as well. */
  findSettlement(authorization: Authorization, fromBlock: bigint): Promise<ChainSettlement | null>;
  /** The block whose log says that the authorization was spent or cancelled, whoever was paid; from a block on. */
  findEnd(authorization: Pick<Authorization, "from" | "nonce">, fromBlock: bigint): Promise<bigint | null>;
  timeOf(settlement: Pick<ChainSettlement, "blockTime" | "blockHash">): Promise<Date>;
  /**
   * How deep a block lies, itself included, counted up to `enough`; 0 while it is not sealed under this hash, as far as the node
   * has come.
   */
  depthOf(block: BlockPlace, enough: number): Promise<number>;
  /** Whether the chain has this very block at its height. */
  standingOf(block: BlockPlace): Promise<Standing>;
  /** The newest block that cannot be reorganised away. */
  finalized(): Promise<{ number: bigint; time: bigint }>;
}

const [AUTHORIZATION_USED] = encodeEventTopics({ abi: usdcAbi, eventName: "AuthorizationUsed" });
const [TRANSFER] = encodeEventTopics({ abi: usdcAbi, eventName: "Transfer" });

/** An address or a number as it stands in a log. */
const wordOf = (value: Hex): Hex => padHex(value, { size: 32 });

/** viem would try each log as each event of the contract, hashing the names anew: a shared transaction has many logs, and is read for many. */
const hasTopics = ({ topics }: Log, wanted: readonly Hex[]): boolean =>
  topics.length === wanted.length && wanted.every((topic, index) => topics[index]?.toLowerCase() === topic);

/**
 * "Paid", as a predicate over a receipt: `AuthorizationUsed(from, nonce)` followed at once by `Transfer(from, to, value)`,
 * both of the listed asset, in one successful transaction. (`cancelAuthorization` makes a nonce used, and pays nobody.)
 */
export function settlementOf(receipt: TransactionReceipt, asset: Hex, authorization: Authorization): ChainSettlement | null {
  if (receipt.status !== "success") return null;
  const logs = receipt.logs.filter((log) => toAddress(log.address) === toAddress(asset));
  const { from, to, value, nonce } = authorization;
  const used = logs.findIndex((log) => hasTopics(log, [AUTHORIZATION_USED, wordOf(from), nonce]));
  const transfer = used >= 0 ? logs[used + 1] : undefined;
  const pays = transfer && hasTopics(transfer, [TRANSFER, wordOf(from), wordOf(to)]) && transfer.data === wordOf(toHex(value));
  if (!pays) return null;
  const { transactionHash, blockNumber, blockHash } = receipt;
  return {
    transaction: toHash(transactionHash),
    logIndex: transfer.logIndex,
    blockNumber,
    blockHash: toHash(blockHash),
    blockTime: transfer.blockTimestamp ? toDate(transfer.blockTimestamp) : null,
    fee: feeOf(receipt),
  };
}

/** Chains above another one charge for their place in it as well (OP stack: l1Fee). */
function feeOf({ gasUsed, effectiveGasPrice, ...rest }: TransactionReceipt): bigint {
  const l1Fee = "l1Fee" in rest && (typeof rest.l1Fee === "string" || typeof rest.l1Fee === "bigint") ? BigInt(rest.l1Fee) : 0n;
  return gasUsed * effectiveGasPrice + l1Fee;
}

const toDate = (seconds: bigint) => new Date(Number(seconds) * 1000);

/** `factories` may deploy a payer's smart wallet (ERC-6492); none when absent. */
export function createUsdc(client: ChainClient, network: Network, factories: readonly Hex[] = []): Usdc {
  const asset = network.asset;
  const { head, expectHead, knownTime } = createHeadReader(client);
  const signatures = createPayerSignatures(client, network, factories);
  const findEndLog = createEndFinder(client, asset);
  const blocks = createBlocks(client);
  const receipts = createReceiptReader(client);
  /** Of each authorization that was parsed: it is asked for at the door and where it counts. */
  const read = new WeakMap<SignedAuthorization, ReadSignature>();

  const isUsed = ({ from, nonce }: Pick<Authorization, "from" | "nonce">) =>
    client.readContract({ address: asset, abi: usdcAbi, functionName: "authorizationState", args: [from, nonce] });

  async function settlementIn(transaction: Hash, authorization: Authorization, head?: bigint) {
    const receipt = await (head === undefined ? receipts.find(transaction) : receipts.findAt(transaction, head));
    if (!receipt) return null;
    const failedIn = { blockNumber: receipt.blockNumber, blockHash: toHash(receipt.blockHash) };
    return settlementOf(receipt, asset, authorization) ?? { failedIn, transaction, fee: feeOf(receipt) };
  }

  /** The log that ended an authorization, from a block on; a node that allows few blocks a query is not asked for one in vain. */
  async function findEnd(
    authorization: Pick<Authorization, "from" | "nonce">,
    fromBlock: bigint,
  ): Promise<AuthorizationEnd | null> {
    if (!(await isUsed(authorization))) return null;
    const [last, newest] = [fromBlock + LIFE_BLOCKS_MAX, await client.getBlockNumber({ cacheTime: 0 })];
    return findEndLog(authorization, { fromBlock, toBlock: last < newest ? last : newest });
  }

  /** One run of the call, where an estimate searches for its gas by many. Who needs more, or fails, is left to that. */
  async function fitsPlainGas(account: Hex, call: Call): Promise<boolean> {
    try {
      await client.call({ account, ...call, gas: PLAIN_GAS });
      return true;
    } catch (error) {
      if (!isRevert(error)) throw error;
      return false;
    }
  }

  return {
    head,
    expectHead,
    knownTime,
    balanceOf: (address) => client.readContract({ address: asset, abi: usdcAbi, functionName: "balanceOf", args: [address] }),
    isUsed,
    readSignature(authorization) {
      const known = read.get(authorization) ?? readKeySignature(network, authorization);
      read.set(authorization, known);
      return known;
    },
    findBreachAtSight: signatures.findBreachAtSight,
    findContractBreach: signatures.findBreach,
    async simulate(authorization) {
      const settlement = await signatures.settlementCall(authorization);
      if ("breach" in settlement) return { ok: false, reason: settlement.breach };
      const { call, deployment } = settlement;
      if (!deployment && (await fitsPlainGas(authorization.to, call))) return { ok: true, gas: PLAIN_GAS, call };
      try {
        const gas = await client.estimateGas({ account: authorization.to, ...call });
        const max = deployment ? DEPLOYMENT_GAS_MAX : GAS_MAX;
        return gas > max ? { ok: false, reason: "unexpected_settle_error" } : { ok: true, gas, call };
      } catch (error) {
        if (!isRevert(error)) throw error;
        if (deployment) return { ok: false, reason: await signatures.whyReverted(deployment, authorization) };
        return { ok: false, reason: reasonOfRevert(error.message) };
      }
    },
    async simulatePlain(authorizations) {
      const calls = authorizations.map((authorization) => ({ to: asset, data: transferCall(authorization) }));
      const length = calls[0]?.data.length;
      if (length === undefined || calls.some(({ data }) => data.length !== length)) return calls.map(() => null);
      const all = calls.map(({ data }) => data);
      const tried = await client.call({ data: tryEach(toAddress(asset), all, PLAIN_CALL_GAS) }).catch((error: unknown) => {
        if (isLostCall(error) || isRateLimit(error)) throw error;
        // A node that makes no such call, or has no gas for all.
        return { data: undefined };
      });
      const areWell = wentWell(tried.data, calls.length);
      return calls.map((call, index) => (areWell[index] ? { ok: true, gas: PLAIN_GAS, call } : null));
    },
    settlementOf: (receipt, authorization) => settlementOf(receipt, asset, authorization),
    settlementIn,
    async findSettlement(authorization, fromBlock) {
      const end = await findEnd(authorization, fromBlock);
      const settlement = end && !end.isCancelled && (await settlementIn(end.transaction, authorization));
      return settlement && !("failedIn" in settlement) ? settlement : null;
    },
    findEnd: async (authorization, fromBlock) => (await findEnd(authorization, fromBlock))?.blockNumber ?? null,
    timeOf: async ({ blockTime, blockHash }) => blockTime ?? blocks.timeOf(blockHash),
    depthOf: blocks.depthOf,
    standingOf: blocks.standingOf,
    async finalized() {
      const { number, timestamp: time } = await client.getBlock({ blockTag: "finalized" });
      return { number, time };
    },
  };
}
