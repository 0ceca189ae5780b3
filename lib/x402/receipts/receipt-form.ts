// The signed forms: x402's offers and receipts (offer-receipt extension, EIP-712), and our own receipt, which also states the content's
// hash, the amount and the settlement on the chain. Used by servers and verifiers.
import type { Address, Hash, Hex } from "../../kernel/address";
import type { CommittedFile } from "./content-commitment";

export const RECEIPT_FORM = "pennypost-receipt/1";

/** Everything a receipt states; every field is signed. */
export interface ReceiptFacts {
  id: string;
  /** Origin of the shop. */
  origin: string;
  itemId: string;
  kind: "article" | "file";
  versionNumber: number;
  /** Hex, without 0x. */
  sha256: string;
  bytes: string;
  /** Atomic units of the asset. */
  amount: string;
  asset: Address;
  /** CAIP-2. */
  network: string;
  payer: Address;
  payTo: Address;
  transaction: Hash;
  /** Log index of the Transfer event. */
  logIndex: number;
  blockNumber: string;
  /** ISO 8601. */
  settledAt: string;
}

/** x402's own receipt. */
export interface X402Receipt {
  format: "eip712";
  payload: { version: 1; network: string; resourceUrl: string; payer: Address; issuedAt: number; transaction: Hash };
  signature: Hex;
}

export interface X402Offer {
  format: "eip712";
  acceptIndex: number;
  payload: {
    version: number;
    resourceUrl: string;
    scheme: string;
    network: string;
    asset: string;
    payTo: string;
    amount: string;
    validUntil: number;
  };
  signature: Hex;
}

/** The receipt as a file. */
export interface SignedReceipt {
  form: typeof RECEIPT_FORM;
  receipt: ReceiptFacts;
  signer: Address;
  signature: Hex;
  x402: X402Receipt;
  /** The files whose manifest is the content's sha256, so that each can be compared. */
  files?: (Omit<CommittedFile, "bytes"> & { bytes: string })[];
}

const fields = (form: string) =>
  form.split(", ").map((field) => {
    const [type = "", name = ""] = field.split(" ");
    return { name, type };
  });

const factTypes = {
  Receipt: fields(
    "string id, string origin, string itemId, string kind, uint256 versionNumber, bytes32 sha256, uint256 bytes, uint256 amount, address asset, string network, address payer, address payTo, bytes32 transaction, uint256 logIndex, uint256 blockNumber, string settledAt",
  ),
};
const x402ReceiptTypes = {
  Receipt: fields("uint256 version, string network, string resourceUrl, string payer, uint256 issuedAt, string transaction"),
};
const x402OfferTypes = {
  Offer: fields(
    "uint256 version, string resourceUrl, string scheme, string network, string asset, string payTo, string amount, uint256 validUntil",
  ),
};

/** The chain id of an EVM chain's CAIP-2 id; NaN for another. */
export const chainIdOf = (network: string) => Number(/^eip155:([1-9]\d{0,14})$/.exec(network)?.[1]);

export function typedReceipt(receipt: ReceiptFacts) {
  const message = {
    ...receipt,
    versionNumber: BigInt(receipt.versionNumber),
    sha256: `0x${receipt.sha256}` as Hex,
    bytes: BigInt(receipt.bytes),
    amount: BigInt(receipt.amount),
    logIndex: BigInt(receipt.logIndex),
    blockNumber: BigInt(receipt.blockNumber),
  };
  const domain = { name: "Pennypost receipt", version: "1", chainId: chainIdOf(receipt.network) };
  return { domain, types: factTypes, primaryType: "Receipt" as const, message };
}

/** x402's packages sign with chain id 1 whatever the network; the network is in the payload. */
const X402_CHAIN = 1;

export function typedX402Receipt(payload: X402Receipt["payload"]) {
  const domain = { name: "x402 receipt", version: "1", chainId: X402_CHAIN };
  return { domain, types: x402ReceiptTypes, primaryType: "Receipt" as const, message: { ...payload } };
}

export function typedX402Offer(payload: X402Offer["payload"]) {
  const domain = { name: "x402 offer", version: "1", chainId: X402_CHAIN };
  return { domain, types: x402OfferTypes, primaryType: "Offer" as const, message: { ...payload } };
}

/** The paid URL in the embedded x402 receipt. */
export const contentUrlOf = ({ origin, itemId }: Pick<ReceiptFacts, "origin" | "itemId">) =>
  `${origin}/api/items/${itemId}/content`;
