// Signed transactions to our own node, by eth_sendRawTransactionSync (EIP-7966) where the node knows it: one call sends and brings the
// receipt.
import type { TransactionReceipt } from "viem";
import { sendRawTransactionSync } from "viem/actions";
import type { Hash, Hex } from "../kernel/address";
import type { ChainClient } from "./client";
import { isNoSuchMethod, isRefusedForNow, isStillWaiting } from "./rpc-errors";

/** Nodes that already hold a transaction, or have mined it, say so as an error; to us it is a success. */
const ALREADY_HELD = /already (known|imported|in mempool|exists)|known transaction/i;
const ALREADY_MINED = /nonce (is )?too low|old nonce/i;

export function createSender(client: ChainClient) {
  /** Whether the node serves eth_sendRawTransactionSync, as far as it was seen. */
  let servesSync = true;
  /** What is being sent, by its hash: those who share a transaction do not each send it. */
  const underWay = new Map<Hash, Promise<TransactionReceipt | null>>();

  /** Whether the node held it already. */
  async function sendPlainly(serializedTransaction: Hex): Promise<boolean> {
    try {
      await client.sendRawTransaction({ serializedTransaction });
      return false;
    } catch (error) {
      const isHeld = ALREADY_HELD.test(String(error));
      if (!isHeld && !ALREADY_MINED.test(String(error))) throw error;
      return isHeld;
    }
  }

  async function sendWithoutReceipt(serializedTransaction: Hex): Promise<null> {
    await sendPlainly(serializedTransaction);
    return null;
  }

  async function sendOnce(serializedTransaction: Hex): Promise<TransactionReceipt | null> {
    if (!servesSync) return sendWithoutReceipt(serializedTransaction);
    try {
      return await sendRawTransactionSync(client, { serializedTransaction, throwOnReceiptRevert: false });
    } catch (error) {
      // Sent and not mined yet; or refused for now, which another method would be as well.
      if (isStillWaiting(error) || isRefusedForNow(error)) return null;
      if (ALREADY_HELD.test(String(error)) || ALREADY_MINED.test(String(error))) return null;
      if (isNoSuchMethod(error)) servesSync = false;
      return sendWithoutReceipt(serializedTransaction);
    }
  }

  return {
    /** Shows the node what no node can decode, so that nothing is sent: it refuses that, or says that it has no such method. */
    async probe(): Promise<void> {
      const probe = client.request({ method: "eth_sendRawTransactionSync", params: ["0x"] });
      servesSync = await probe.then(
        () => true,
        (error: unknown) => !isNoSuchMethod(error),
      );
    },

    /** Sends it and waits for no block; true where the node held it already, false also where it is being sent. */
    async offer(transaction: Hash, raw: Hex): Promise<boolean> {
      return !underWay.has(transaction) && sendPlainly(raw);
    },

    /** Null where the receipt did not come with the answer. */
    async send(transaction: Hash, raw: Hex): Promise<TransactionReceipt | null> {
      const known = underWay.get(transaction);
      if (known) return known;
      const sent = sendOnce(raw).finally(() => underWay.delete(transaction));
      underWay.set(transaction, sent);
      return sent;
    },
  };
}
