// Settles in process: signs with our own relayer keys, which hold gas only, and broadcasts through our own node, by
// eth_sendRawTransactionSync (EIP-7966) where the node knows it: one call sends and brings the receipt.
import { hexToBytes, keccak256, parseGwei, parseTransaction, serializeTransaction, type TransactionReceipt } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { sendRawTransactionSync } from "viem/actions";
import { type Address, type Hex, toAddress, toHash } from "../kernel/address";
import { signHash } from "../kernel/secp256k1";
import type { Network } from "../x402/networks";
import type { ChainClient } from "./client";
import { CannotSettle, type Facilitator, type FeesPerGas, type PreparedSettlement, type Slot } from "./facilitator";
import { isNoSuchMethod } from "./rpc-errors";
import type { Usdc } from "./usdc";

const TIP = parseGwei("0.001");
/** What a transaction that blocks leave out is raised to at most. */
const TIP_MAX = parseGwei("1");
const MAX_FEE_PER_GAS = parseGwei("50");
const TRANSFER_GAS = 21_000n;
const BALANCE_MAX = 2n ** 256n - 1n;

/** Nodes that already hold a transaction, or have mined it, say so as an error; to us it is a success. */
const ALREADY_SENT = /already (known|imported|in mempool|exists)|known transaction|nonce (is )?too low|old nonce/i;

export interface LocalFacilitatorOptions {
  /** Wei per gas that a transaction of ours may offer. */
  maxFeePerGas?: bigint;
}

/** An eighth more and one wei: what nodes ask of a transaction that is to replace another. */
const outbidding = (fee: bigint) => fee + fee / 8n + 1n;
const larger = (a: bigint, b: bigint) => (a > b ? a : b);
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/** The call that a signed transaction makes. */
function callIn(rawTransaction: Hex): { to: Hex; data?: Hex } {
  const { to, data } = parseTransaction(rawTransaction);
  if (!to) throw new Error("a stored transaction calls nobody");
  return { to, data };
}

export function createLocalFacilitator(
  client: ChainClient,
  usdc: Usdc,
  network: Network,
  relayerKeys: readonly Hex[],
  { maxFeePerGas: ceiling = MAX_FEE_PER_GAS }: LocalFacilitatorOptions = {},
): Facilitator {
  const keys = new Map(relayerKeys.map((key) => [toAddress(privateKeyToAddress(key)), hexToBytes(key)] as const));
  /** Whether the node serves eth_sendRawTransactionSync, as far as it was seen. */
  let servesSync = true;
  /** Wei, as last seen; a key that was never looked at is given the benefit of the doubt. */
  const balances = new Map<Address, bigint>();

  async function sendPlainly(serializedTransaction: Hex): Promise<null> {
    await client.sendRawTransaction({ serializedTransaction }).catch((error: unknown) => {
      if (!ALREADY_SENT.test(String(error))) throw error;
    });
    return null;
  }

  async function send(serializedTransaction: Hex): Promise<TransactionReceipt | null> {
    if (!servesSync) return sendPlainly(serializedTransaction);
    try {
      return await sendRawTransactionSync(client, { serializedTransaction, throwOnReceiptRevert: false });
    } catch (error) {
      if (ALREADY_SENT.test(String(error))) return null;
      if (isNoSuchMethod(error)) servesSync = false;
      return sendPlainly(serializedTransaction);
    }
  }

  /** Shows the node what no node can decode, so that nothing is sent: it refuses that, or says that it has no such method. */
  async function probeSync(): Promise<void> {
    const probe = client.request({ method: "eth_sendRawTransactionSync", params: ["0x"] });
    servesSync = await probe.then(
      () => true,
      (error: unknown) => !isNoSuchMethod(error),
    );
  }

  function sign(call: { to: Hex; data?: Hex }, slot: Slot, gasLimit: bigint, fees: FeesPerGas): PreparedSettlement {
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
    return {
      facilitator: "local",
      signed: { relayer, relayerNonce, rawTransaction, transaction, gasLimit, maxFeePerGas, priorityFee },
    };
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
    check: probeSync,
    async estimateFees() {
      const { baseFee } = await usdc.head();
      if (baseFee + TIP > ceiling) throw new CannotSettle("gas is dearer than the settings allow");
      const wanted = baseFee * 2n + TIP;
      return { maxFeePerGas: smaller(wanted, ceiling), priorityFee: TIP };
    },
    async prepare({ call, gas }, fees, takeSlot) {
      // A quarter more than estimated: a balance slot that turns to or from zero in between costs more.
      const gasLimit = (gas * 5n) / 4n;
      const able = [...keys.keys()].filter((key) => (balances.get(key) ?? BALANCE_MAX) >= gasLimit * fees.maxFeePerGas);
      if (able.length === 0) throw new CannotSettle("no relayer key holds enough for gas");
      return sign(call, await takeSlot(able), gasLimit, fees);
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
      if (stuck.isExpired) return sign({ to: stuck.relayer }, stuck, TRANSFER_GAS, fees);
      return sign(callIn(stuck.rawTransaction), stuck, stuck.gasLimit, fees);
    },
    async submit({ signed }) {
      if (!signed) throw new Error("the attempt was made for another facilitator");
      const { rawTransaction: serializedTransaction, transaction } = signed;
      return { transaction, receipt: await send(serializedTransaction) };
    },
  };
}
