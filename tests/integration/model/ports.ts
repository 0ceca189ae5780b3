// The ports of payments, on the chain in memory: USDC as it is read, a facilitator that signs with keys of ours, and a remote one.
import { type Hex, hexToString, keccak256, type TransactionReceipt, toHex } from "viem";
import type { Facilitator, PreparedSettlement, SettlementRequest, Slot } from "../../../lib/chain/facilitator";
import type { Call } from "../../../lib/chain/multicall";
import type { BlockPlace, ChainSettlement, Usdc } from "../../../lib/chain/usdc";
import { type Address, toHash } from "../../../lib/kernel/address";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import {
  type Block,
  type Chain,
  countOf,
  endOf,
  finalized,
  head,
  isUnderWay,
  mine,
  type Place,
  places,
  send,
  type Transaction,
} from "./chain";

const GAS = 100_000n;
const CANCEL_GAS = 21_000n;
const GWEI = 1_000_000_000n;

const dateOf = (seconds: bigint) => new Date(Number(seconds) * 1000);

/** A block as the ports name it. */
export const placeOf = ({ number, hash }: Block): BlockPlace => ({ blockNumber: number, blockHash: hash });

export function settlementAt({ block, event }: Place): ChainSettlement {
  return {
    transaction: event.transaction.hash,
    logIndex: block.events.indexOf(event),
    blockNumber: block.number,
    blockHash: block.hash,
    blockTime: dateOf(block.time),
    fee: GWEI,
  };
}

/** Whose signature it is, the stand-in tells by the nonce that it repeats. */
export const signatureOf = (nonce: Hex): Hex => `0x${nonce.slice(2).repeat(2)}1b`;

export function createStandInUsdc(chain: Chain): Usdc {
  const paidBy = (place: Place | undefined, nonce: Hex) =>
    place && place.event.kind === "paid" && place.event.auth === nonce ? settlementAt(place) : null;
  const find = (hash: Hex, nonce: Hex) => {
    const found = places(chain).filter(({ event }) => event.transaction.hash === hash);
    return found.find(({ event }) => event.auth === nonce) ?? found[0];
  };
  return {
    head: async () => ({ ...head(chain), baseFee: GWEI }),
    balanceOf: async () => 1_000_000_000n,
    isUsed: async ({ nonce }) => endOf(chain, nonce) !== undefined,
    readSignature: (authorization) => ({
      authorization,
      isByKey: authorization.signature === signatureOf(authorization.nonce),
    }),
    expectHead() {},
    knownTime: () => head(chain).time,
    findBreachAtSight: async () => "invalid_exact_evm_payload_signature",
    findContractBreach: async () => "invalid_exact_evm_payload_signature",
    async simulate(authorization) {
      const { nonce, validBefore } = authorization;
      if (endOf(chain, nonce)) return { ok: false, reason: "invalid_transaction_state" };
      const isLate = head(chain).time >= validBefore;
      return isLate
        ? { ok: false, reason: "invalid_exact_evm_payload_authorization_valid_before" }
        : { ok: true, gas: GAS, call: callOf(authorization) };
    },
    simulatePlain: async (authorizations) => authorizations.map(() => null),
    settlementOf: ({ transactionHash }, { nonce }) => paidBy(find(transactionHash, nonce), nonce),
    async settlementIn(transaction, { nonce }) {
      const place = find(transaction, nonce);
      return place ? (paidBy(place, nonce) ?? { failedIn: placeOf(place.block), transaction, fee: GWEI }) : null;
    },
    async findSettlement({ nonce }, fromBlock) {
      const end = endOf(chain, nonce);
      return end && end.block.number >= fromBlock ? paidBy(end, nonce) : null;
    },
    findEnd: async ({ nonce }) => endOf(chain, nonce)?.block.number ?? null,
    timeOf: async ({ blockTime }) => blockTime as Date,
    async depthOf({ blockNumber, blockHash }, enough) {
      if (chain.blocks[Number(blockNumber)]?.hash !== blockHash) return 0;
      return Math.min(enough, Number(head(chain).number - blockNumber) + 1);
    },
    async standingOf({ blockNumber, blockHash }) {
      const block = chain.blocks[Number(blockNumber)];
      if (!block) return "unseen";
      return block.hash === blockHash ? "stands" : "replaced";
    },
    finalized: async () => finalized(chain),
  };
}

/** A stand-in's transaction, as it is signed. */
export type Raw = Slot & { fee: bigint; authorizations: SignedAuthorization[] };

export const encode = (raw: Raw | SignedAuthorization): Hex =>
  toHex(JSON.stringify(raw, (_, value) => (typeof value === "bigint" ? `${value}n` : value)));
export const decode = <T>(raw: Hex): T =>
  JSON.parse(hexToString(raw), (_, value) =>
    typeof value === "string" && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  );

export function transactionOf(rawTransaction: Hex): Transaction {
  const { relayer, relayerNonce, fee, authorizations } = decode<Raw>(rawTransaction);
  return { hash: toHash(keccak256(rawTransaction)), sender: relayer, nonce: relayerNonce, fee, authorizations };
}

/** A stand-in's call, and the authorization in its data. */
export const callOf = (authorization: SignedAuthorization): Call => ({ to: authorization.to, data: encode(authorization) });
export const authorizationIn = ({ data }: Call): SignedAuthorization => decode(data);

/** For as many payments as are settled, or as would have been. */
function sign(slot: Slot, authorizations: SignedAuthorization[], maxFeePerGas: bigint, members: number): PreparedSettlement[] {
  const { relayer, relayerNonce } = slot;
  const rawTransaction = encode({ relayer, relayerNonce, fee: maxFeePerGas, authorizations });
  const gasLimit = authorizations.length > 0 ? GAS : CANCEL_GAS / BigInt(members);
  const fees = { gasLimit, maxFeePerGas, priorityFee: 1n };
  const signed = { relayer, relayerNonce, rawTransaction, transaction: toHash(keccak256(rawTransaction)), ...fees, members };
  return Array.from({ length: members }, (_, place) => ({ facilitator: "local", signed: { ...signed, place } }));
}

/** Signs with these keys. For every other transaction the node answers with its receipt at once. */
export function createStandInRelayers(chain: Chain, relayers: Address[]): Facilitator {
  let sent = 0;
  return {
    relayers: relayers.map((address) => ({
      address,
      chainNonce: async () => countOf(chain, address),
      balance: async () => 10n ** 18n,
    })),
    check: async () => {},
    // Fees rise by the block, so that what lies for long is outbid.
    estimateFees: async () => ({ maxFeePerGas: GWEI * head(chain).number, priorityFee: 1n }),
    membersMax: () => 4,
    prepare: async (simulated, { maxFeePerGas }, takeSlot) => {
      const authorizations = simulated.map(({ call }) => authorizationIn(call));
      return sign(await takeSlot(relayers), authorizations, maxFeePerGas, authorizations.length);
    },
    outbid: async ({ rawTransaction, maxFeePerGas, isExpired, relayer, relayerNonce, members }, quote) => {
      const fee = quote.maxFeePerGas > maxFeePerGas ? quote.maxFeePerGas : maxFeePerGas * 2n;
      const authorizations = isExpired ? [] : transactionOf(rawTransaction).authorizations;
      return sign({ relayer, relayerNonce }, authorizations, fee, members);
    },
    async submit({ signed }) {
      if (!signed) throw new Error("the attempt was made for another facilitator");
      const { transaction, rawTransaction } = signed;
      send(chain, transactionOf(rawTransaction));
      if (sent++ % 2 === 0) return { transaction, receipt: null };
      mine(chain);
      const isMined = places(chain).some(({ event }) => event.transaction.hash === transaction);
      return { transaction, receipt: isMined ? ({ transactionHash: transaction as Hex } as TransactionReceipt) : null };
    },
  };
}

/** Settles in another house. The same payment is one transaction there, unless its mempool lost it; of a spent one it tells nothing. */
export function createStandInRemote(chain: Chain): Facilitator {
  let sent = 0;
  return {
    relayers: [],
    check: async () => {},
    estimateFees: async () => ({ maxFeePerGas: 0n, priorityFee: 0n }),
    membersMax: () => 1,
    prepare: async (simulated) => simulated.map(() => ({ facilitator: "remote", signed: null })),
    outbid: async () => null,
    async submit(_attempt, { authorization }: SettlementRequest) {
      const { nonce } = authorization;
      if (endOf(chain, nonce) || isUnderWay(chain, nonce)) return { transaction: null, receipt: null };
      const hash = toHash(keccak256(toHex(`remote ${sent++} ${nonce}`)));
      send(chain, { hash, sender: "remote", nonce: null, fee: 0n, authorizations: [authorization] });
      return { transaction: hash, receipt: null };
    },
  };
}
