// Checks a receipt against the chain: the transaction, the two logs of a payment by authorization (EIP-3009), and the block.
import { numberToHex, pad, toEventHash } from "viem/utils";
import type { Address, Hex } from "../../kernel/address";
import type { ChainReader, MinedTransaction } from "./chain-reader";
import { type Check, check, decide } from "./receipt-checks";
import { chainIdOf, type ReceiptFacts } from "./receipt-form";

const TRANSFER = toEventHash("Transfer(address,address,uint256)");
const AUTHORIZATION_USED = toEventHash("AuthorizationUsed(address,bytes32)");

const ids = ["transaction", "transfer", "block"] as const;
type Id = (typeof ids)[number];

const skipRest = (done: Check[], why: string): Check[] => [
  ...done,
  ...ids.slice(done.length).map((id: Id) => check(id, "skipped", why)),
];

/** `chain` is null without a node; all chain checks are then skipped, as they are when the node does not answer. */
export async function chainChecks(receipt: ReceiptFacts, chain: ChainReader | null): Promise<Check[]> {
  if (!chain) return skipRest([], "No node of the chain was asked.");
  const done: Check[] = [];
  try {
    const chainId = await chain.chainId();
    if (chainId !== chainIdOf(receipt.network)) {
      return skipRest([], `The node that was asked is of chain ${chainId}, the payment of ${receipt.network}.`);
    }
    const mined = await chain.findTransaction(receipt.transaction);
    done.push(transactionCheck(receipt, mined));
    if (!mined) return skipRest(done, "There is no transaction to look into.");
    done.push(transferCheck(receipt, mined));
    done.push(await blockCheck(receipt, mined, chain));
    return done;
  } catch (error) {
    return skipRest(done, `The node could not be asked: ${reasonOf(error)}.`);
  }
}

/** viem's full messages contain the request; the short ones are one sentence. */
function reasonOf(error: unknown): string {
  const { shortMessage, message } = error as { shortMessage?: unknown; message?: unknown };
  const text = typeof shortMessage === "string" ? shortMessage : typeof message === "string" ? message : "it does not answer";
  return text.split("\n", 1)[0]?.slice(0, 200).replace(/\.$/, "") ?? text;
}

function transactionCheck({ transaction, blockNumber }: ReceiptFacts, mined: MinedTransaction | null): Check {
  if (!mined) return check("transaction", "failed", `The chain has no transaction ${transaction}.`);
  if (!mined.isSuccess) return check("transaction", "failed", "The transaction was reverted: it moved nothing.");
  return decide(
    "transaction",
    mined.blockNumber === BigInt(blockNumber),
    `The chain has it in block ${blockNumber}, carried out.`,
    `The chain has it in block ${mined.blockNumber}, the receipt says ${blockNumber}.`,
  );
}

function transferCheck({ asset, payer, payTo, amount, logIndex }: ReceiptFacts, { isSuccess, logs }: MinedTransaction): Check {
  const word = (address: Address): Hex => pad(address, { size: 32 });
  const [used, transfer] = [logIndex - 1, logIndex].map((index) =>
    logs.find((log) => log.logIndex === index && log.address === asset),
  );
  const isUsed = used?.topics[0] === AUTHORIZATION_USED && used.topics[1] === word(payer);
  const pays =
    transfer?.topics.join() === [TRANSFER, word(payer), word(payTo)].join() &&
    transfer.data === numberToHex(BigInt(amount), { size: 32 });
  return decide(
    "transfer",
    isSuccess && isUsed && pays,
    `Logs ${logIndex - 1} and ${logIndex} are the payer’s authorization, used, and a transfer of exactly ${amount} atomic USDC to the payee.`,
    isUsed && !pays
      ? `Log ${logIndex} is no transfer of ${amount} atomic USDC from the payer to the payee.`
      : `Logs ${logIndex - 1} and ${logIndex} are not a payment that the payer authorised.`,
  );
}

async function blockCheck({ blockNumber, settledAt }: ReceiptFacts, mined: MinedTransaction, chain: ChainReader): Promise<Check> {
  const height = BigInt(blockNumber);
  const [block, latest] = await Promise.all([chain.findBlock(height), chain.latestBlock()]);
  if (block?.hash !== mined.blockHash) {
    return check("block", "failed", `Block ${blockNumber} of the chain is another one than the transaction’s.`);
  }
  const time = Number.isNaN(block.time.getTime()) ? "no time" : block.time.toISOString();
  const confirmations = latest - height + 1n;
  return decide(
    "block",
    time === settledAt,
    `Block ${blockNumber} is of ${time}, with ${confirmations} ${confirmations === 1n ? "confirmation" : "confirmations"}.`,
    `Block ${blockNumber} is of ${time}, the receipt says ${settledAt}.`,
  );
}
