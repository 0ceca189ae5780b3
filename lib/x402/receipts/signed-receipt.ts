// Signs with the server's receipt key: offers and receipts of x402's offer-receipt extension, and full receipts.
import { bytesToHex, serializeSignature } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { type Address, type Hash, type Hex, toAddress } from "../../kernel/address";
import { signHash } from "../../kernel/secp256k1";
import { type FlatTypedData, hashFlatTypedData } from "../../kernel/typed-data";
import { type Offer, requirementsV2 } from "../offer";
import {
  RECEIPT_FORM,
  type ReceiptFacts,
  type SignedReceipt,
  typedReceipt,
  typedX402Offer,
  typedX402Receipt,
  type X402Offer,
  type X402Receipt,
} from "./receipt-form";

export const OFFER_RECEIPT = "offer-receipt";
const VERSION = 1 as const;

export interface ReceiptSigner {
  address: Address;
  signOffer(offer: Offer, acceptIndex: number, now: Date): X402Offer;
  /** The x402 receipt in the answer to a payment. `resourceUrl` as in the offer. */
  signX402Receipt(paid: PaidFacts, issuedAt: Date): X402Receipt;
  /** The receipt as a file. */
  signReceipt(receipt: ReceiptFacts, resourceUrl: string, files?: SignedReceipt["files"]): SignedReceipt;
}

export interface PaidFacts {
  resourceUrl: string;
  /** CAIP-2. */
  network: string;
  payer: Address;
  transaction: Hash;
}

const toSeconds = (date: Date) => Math.floor(date.getTime() / 1000);

/** `key`: 32 bytes, a secp256k1 private key. */
export function createReceiptSigner(key: Uint8Array): ReceiptSigner {
  const address = toAddress(privateKeyToAddress(bytesToHex(key)));

  function signX402Receipt({ resourceUrl, network, payer, transaction }: PaidFacts, issuedAt: Date): X402Receipt {
    const payload = { version: VERSION, network, resourceUrl, payer, issuedAt: toSeconds(issuedAt), transaction };
    return { format: "eip712", payload, signature: sign(typedX402Receipt(payload)) };
  }
  const sign = (typedData: FlatTypedData): Hex => serializeSignature(signHash(hashFlatTypedData(typedData), key));

  return {
    address,
    signX402Receipt,
    signOffer(offer, acceptIndex, now) {
      const { scheme, network, asset, payTo, amount, maxTimeoutSeconds } = requirementsV2(offer);
      const validUntil = toSeconds(now) + maxTimeoutSeconds;
      const payload = { version: VERSION, resourceUrl: offer.url, scheme, network, asset, payTo, amount, validUntil };
      return { format: "eip712", acceptIndex, payload, signature: sign(typedX402Offer(payload)) };
    },
    signReceipt(receipt, resourceUrl, files) {
      const { network, payer, transaction, settledAt } = receipt;
      return {
        form: RECEIPT_FORM,
        receipt,
        signer: address,
        signature: sign(typedReceipt(receipt)),
        x402: signX402Receipt({ resourceUrl, network, payer, transaction }, new Date(settledAt)),
        ...(files ? { files } : {}),
      };
    },
  };
}

/** The value of `extensions["offer-receipt"]` in a 402, without its optional schema. */
export const offerExtension = (offers: X402Offer[]) => ({ info: { offers } });

/** The value of `extensions["offer-receipt"]` in the answer to a payment. */
export const receiptExtension = (receipt: X402Receipt) => ({ info: { receipt } });
