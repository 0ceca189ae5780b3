// Settles in process: signs with our own relayer keys, which hold gas only, and broadcasts through our own node.
import { hexToBytes, keccak256, parseGwei, parseTransaction, serializeTransaction } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { type Address, type Hex, toAddress, toHash } from "../kernel/address";
import { signHash } from "../kernel/secp256k1";
import type { Network } from "../x402/networks";
import type { ChainClient } from "./client";
import { CannotSettle, type Facilitator, type FeesPerGas, type PreparedSettlement, type Slot } from "./facilitator";
import { aggregate, type Call, MULTICALL3 } from "./multicall";
import { createSender } from "./send-transaction";
import { shareOf } from "./shares";
import type { Usdc } from "./usdc";

const TIP = parseGwei("0.001");
/** What a transaction that blocks leave out is raised to at most. */
const TIP_MAX = parseGwei("1");
const MAX_FEE_PER_GAS = parseGwei("50");
const TRANSFER_GAS = 21_000n;
/** More save little, and one transaction of 16 holds less gas than a sixth of what one may hold (EIP-7825). */
const MEMBERS_MAX = 16;
const BALANCE_MAX = 2n ** 256n - 1n;

export interface LocalFacilitatorOptions {
  /** Wei per gas that a transaction of ours may offer. */
  maxFeePerGas?: bigint;
}

/** An eighth more and one wei: what nodes ask of a transaction that is to replace another. */
const outbidding = (fee: bigint) => fee + fee / 8n + 1n;
const larger = (a: bigint, b: bigint) => (a > b ? a : b);
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/** The call that a signed transaction makes, and its gas limit. */
function callIn(rawTransaction: Hex): { call: { to: Hex; data?: Hex }; gasLimit: bigint } {
  const { to, data, gas } = parseTransaction(rawTransaction);
  if (!to || !gas) throw new Error("a stored transaction calls nobody");
  return { call: { to, data }, gasLimit: gas };
}

/** Calls that stand or fail each on its own; a single one is made as it is. */
function callOf([first, ...others]: Call[]): Call {
  if (!first) throw new Error("nothing is to be settled");
  return others.length === 0 ? first : aggregate([first, ...others].map((call) => ({ ...call, mayFail: true })));
}

export function createLocalFacilitator(
  client: ChainClient,
  usdc: Usdc,
  network: Network,
  relayerKeys: readonly Hex[],
  { maxFeePerGas: ceiling = MAX_FEE_PER_GAS }: LocalFacilitatorOptions = {},
): Facilitator {
  const keys = new Map(relayerKeys.map((key) => [toAddress(privateKeyToAddress(key)), hexToBytes(key)] as const));
  const sender = createSender(client);
  /** Whether the chain has the contract by which payments share a transaction; null until the node has told. */
  let hasMulticall: boolean | null = null;
  let asking: Promise<void> | null = null;
  /** Wei, as last seen; a key that was never looked at is given the benefit of the doubt. */
  const balances = new Map<Address, bigint>();

  /** At most one question is open. */
  function askForMulticall(): Promise<void> {
    const ask = async () => {
      hasMulticall = (await client.getCode({ address: MULTICALL3 })) !== undefined;
    };
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  /** One attempt for each member. */
  function sign(
    call: { to: Hex; data?: Hex },
    slot: Slot,
    gasLimit: bigint,
    fees: FeesPerGas,
    members: number,
  ): PreparedSettlement[] {
    const key = keys.get(slot.relayer);
    if (!key) throw new CannotSettle(`the key of ${slot.relayer} is not ours any more`);
    const { relayer, relayerNonce } = slot;
    const { maxFeePerGas, priorityFee } = fees;
    const unsigned = {
      chainId: network.chainId,
      type: "eip1559",
      ...call,
      nonce: relayerNonce,
      gas: gasLimit,
      maxFeePerGas,
      maxPriorityFeePerGas: priorityFee,
    } as const;
    const rawTransaction = serializeTransaction(unsigned, signHash(keccak256(serializeTransaction(unsigned)), key));
    const transaction = toHash(keccak256(rawTransaction));
    const signed = { relayer, relayerNonce, rawTransaction, transaction, maxFeePerGas, priorityFee, members };
    return Array.from({ length: members }, (_, place) => ({
      facilitator: "local",
      signed: { ...signed, gasLimit: shareOf(gasLimit, members, place), place },
    }));
  }

  return {
    relayers: [...keys.keys()].map((address) => ({
      address,
      chainNonce: () => client.getTransactionCount({ address, blockTag: "latest" }),
      async balance() {
        const wei = await client.getBalance({ address });
        balances.set(address, wei);
        return wei;
      },
    })),
    async check() {
      await sender.probe();
      await askForMulticall();
    },
    membersMax: () => (hasMulticall === true ? MEMBERS_MAX : 1),
    async estimateFees() {
      // A node that was silent at the start is asked again, and nobody waits for it.
      if (hasMulticall === null) void askForMulticall().catch(() => {});
      const { baseFee } = await usdc.head();
      if (baseFee + TIP > ceiling) throw new CannotSettle("gas is dearer than the settings allow");
      const wanted = baseFee * 2n + TIP;
      return { maxFeePerGas: smaller(wanted, ceiling), priorityFee: TIP };
    },
    async prepare(simulated, fees, takeSlot) {
      // A quarter more than estimated: a balance slot that turns to or from zero in between costs more. What each would need alone holds
      // its own 21,000 of a transaction as well, which is more than its place among others takes.
      const gasLimit = simulated.reduce((sum, { gas }) => sum + (gas * 5n) / 4n, 0n);
      const able = [...keys.keys()].filter((key) => (balances.get(key) ?? BALANCE_MAX) >= gasLimit * fees.maxFeePerGas);
      if (able.length === 0) throw new CannotSettle("no relayer key holds enough for gas");
      const call = callOf(simulated.map((each) => each.call));
      return sign(call, await takeSlot(able), gasLimit, fees, simulated.length);
    },
    async outbid(stuck, current) {
      const least = outbidding(stuck.priorityFee);
      if (stuck.isSlow && least > TIP_MAX) return null;
      const priorityFee = larger(least, smaller(stuck.priorityFee * 2n, TIP_MAX));
      const wanted = current.maxFeePerGas - current.priorityFee + priorityFee;
      const maxFeePerGas = larger(wanted, outbidding(stuck.maxFeePerGas));
      if (maxFeePerGas > ceiling || !keys.has(stuck.relayer)) return null;
      const fees = { maxFeePerGas, priorityFee };
      // What can pay nobody would only burn gas: the nonce is filled for the price of the smallest transaction there is.
      if (stuck.isExpired) return sign({ to: stuck.relayer }, stuck, TRANSFER_GAS, fees, stuck.members);
      const { call, gasLimit } = callIn(stuck.rawTransaction);
      return sign(call, stuck, gasLimit, fees, stuck.members);
    },
    async submit({ signed }, _request, isAwaited = true) {
      if (!signed) throw new Error("the attempt was made for another facilitator");
      const { rawTransaction, transaction } = signed;
      if (isAwaited) return { transaction, receipt: await sender.send(transaction, rawTransaction) };
      return { transaction, receipt: null, isKnown: await sender.offer(transaction, rawTransaction) };
    },
  };
}
