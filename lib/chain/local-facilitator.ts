// Settles in process: signs with our own relayer key, which holds gas only, and broadcasts through our own node, by
// eth_sendRawTransactionSync (EIP-7966) where the node knows it: one call sends and brings the receipt.
import { BaseError, keccak256, MethodNotFoundRpcError, parseGwei, type TransactionReceipt } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { sendRawTransactionSync } from "viem/actions";
import { type Address, type Hex, lower } from "../kernel/address";
import type { Network } from "../x402/networks";
import type { ChainClient } from "./client";
import type { Facilitator } from "./facilitator";
import type { Usdc } from "./usdc";

const TIP = parseGwei("0.001");
const MAX_FEE_PER_GAS = parseGwei("50");

/** Nodes that already hold a transaction, or have mined it, say so as an error; to us it is a success. */
const ALREADY_SENT = /already (known|imported|in mempool)|nonce too low/i;

export function createLocalFacilitator(client: ChainClient, usdc: Usdc, network: Network, relayerKey: Hex): Facilitator {
  const account = privateKeyToAccount(relayerKey);
  const relayer = lower(account.address) as Address;

  let answersWithReceipt = true;

  async function send(serializedTransaction: Hex): Promise<TransactionReceipt | null> {
    try {
      if (answersWithReceipt) {
        return await sendRawTransactionSync(client, { serializedTransaction, throwOnReceiptRevert: false });
      }
      await client.sendRawTransaction({ serializedTransaction });
    } catch (error) {
      if (ALREADY_SENT.test(String(error))) return null;
      if (!answersWithReceipt) throw error;
      answersWithReceipt = !(error instanceof BaseError && error.walk((cause) => cause instanceof MethodNotFoundRpcError));
      await client.sendRawTransaction({ serializedTransaction }).catch((again: unknown) => {
        if (!ALREADY_SENT.test(String(again))) throw again;
      });
    }
    return null;
  }

  return {
    relayer: { address: relayer, chainNonce: () => client.getTransactionCount({ address: relayer, blockTag: "latest" }) },
    async quoteFees() {
      const { baseFee } = await usdc.head();
      const wanted = baseFee * 2n + TIP;
      const maxFeePerGas = wanted < MAX_FEE_PER_GAS ? wanted : MAX_FEE_PER_GAS;
      return { maxFeePerGas, maxPriorityFeePerGas: TIP < maxFeePerGas ? TIP : maxFeePerGas };
    },
    async prepare({ authorization }, gas, fees, takeNonce) {
      const relayerNonce = await takeNonce(relayer);
      const rawTransaction = await account.signTransaction({
        chainId: network.chainId,
        type: "eip1559",
        ...usdc.settlementCall(authorization),
        nonce: relayerNonce,
        // A quarter more than estimated: a balance slot that turns to or from zero in between costs more.
        gas: (gas * 5n) / 4n,
        ...fees,
      });
      return { facilitator: "local", signed: { relayer, relayerNonce, rawTransaction, transaction: keccak256(rawTransaction) } };
    },
    async submit({ signed }) {
      if (!signed) throw new Error("the attempt was made for another facilitator");
      const { rawTransaction: serializedTransaction, transaction } = signed;
      return { transaction, receipt: await send(serializedTransaction) };
    },
  };
}
