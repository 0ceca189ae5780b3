// What a 402 offers, of x402 version 2 (header PAYMENT-REQUIRED) or 1 (body), and which of its offers the buyer takes.
import { z } from "zod";
import { ADDRESS_FORM, type Address, toAddress } from "../kernel/address";
import { formatUsd } from "../kernel/money";
import { decodeHeader } from "../x402/exact/authorization";
import type { Network } from "../x402/networks";
import { type Answer, textOf } from "./ask";
import { BuyerError } from "./buyer-error";
import type { BuyerSettings } from "./settings";

const OFFERS_MAX = 20;
const TERMS_BYTES_MAX = 256 * 1024;

const amount = z.string().regex(/^[1-9]\d{0,29}$/);
const common = {
  scheme: z.string().max(64),
  network: z.string().max(64),
  asset: z.string().max(128),
  payTo: z.string().max(128),
  maxTimeoutSeconds: z.number().int().positive(),
  extra: z.record(z.string(), z.unknown()).nullish(),
};
const offerV2 = z.looseObject({ ...common, amount });
const offerV1 = z.looseObject({ ...common, maxAmountRequired: amount });
const termsV2 = z.looseObject({
  x402Version: z.literal(2),
  error: z.string().optional(),
  resource: z.looseObject({}).optional(),
  accepts: z.array(z.unknown()).max(OFFERS_MAX),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
const termsV1 = z.looseObject({
  x402Version: z.literal(1),
  error: z.string().optional(),
  accepts: z.array(z.unknown()).max(OFFERS_MAX),
});

/** One offer, and the JSON that it came as, which a payment of version 2 repeats. */
export interface Offer {
  version: 1 | 2;
  amount: bigint;
  payTo: Address;
  network: Network;
  timeoutSeconds: number;
  accepted: object;
}

export interface Terms {
  version: 1 | 2;
  /** Why a payment or a proof was refused, in the server's words. */
  error: string;
  offers: readonly unknown[];
  resource: object | undefined;
  extensions: Readonly<Record<string, unknown>>;
}

function parse(answer: Answer): Terms | undefined {
  const header = answer.headers.get("payment-required");
  if (header !== null) {
    const { success, data } = termsV2.safeParse(decodeHeader(header));
    if (!success) return undefined;
    const { error = "", accepts, resource, extensions = {} } = data;
    return { version: 2, error, offers: accepts, resource, extensions };
  }
  if (answer.body.byteLength > TERMS_BYTES_MAX) return undefined;
  const { success, data } = termsV1.safeParse(JSON.parse(textOf(answer)));
  return success ? { version: 1, error: data.error ?? "", offers: data.accepts, resource: undefined, extensions: {} } : undefined;
}

/** Throws `terms_not_understood`. */
export function readTerms(answer: Answer): Terms {
  let terms: Terms | undefined;
  try {
    terms = parse(answer);
  } catch {
    // No base64, or no JSON.
  }
  if (terms) return terms;
  throw new BuyerError("terms_not_understood", "The answer is 402, and not one that x402 version 1 or 2 has. Nothing was paid.");
}

/** An offer in USDC of an allowed network that is paid by a signed transfer; undefined for any other. */
function toOffer(version: 1 | 2, value: unknown, networks: readonly Network[]): Offer | undefined {
  const { success, data } = (version === 2 ? offerV2 : offerV1).safeParse(value);
  if (!success || data.scheme !== "exact" || !ADDRESS_FORM.test(data.payTo)) return undefined;
  const network = networks.find(({ caip2, v1, asset }) => {
    return data.network === (version === 2 ? caip2 : v1) && data.asset.toLowerCase() === asset.toLowerCase();
  });
  const method = data.extra?.assetTransferMethod;
  if (!network || (method !== undefined && method !== "eip3009")) return undefined;
  const price = BigInt(String("amount" in data ? data.amount : data.maxAmountRequired));
  const { payTo, maxTimeoutSeconds } = data;
  return { version, amount: price, payTo: toAddress(payTo), network, timeoutSeconds: maxTimeoutSeconds, accepted: data };
}

/** Narrower than the settings, never wider. */
export interface Wanted {
  /** Atomic USDC. */
  maxPrice?: bigint | undefined;
  payTo?: Address | undefined;
}

/** The cheapest offer that may be taken. Throws `no_offer_taken`, `above_cap` or `other_payee`. */
export function chooseOffer({ version, offers }: Terms, settings: BuyerSettings, wanted: Wanted = {}): Offer {
  const known = offers.flatMap((value) => toOffer(version, value, settings.networks) ?? []);
  const [cheapest] = known.sort((one, other) => (one.amount < other.amount ? -1 : 1));
  if (!cheapest) {
    const names = settings.networks.map(({ label }) => label).join(" or ");
    throw new BuyerError("no_offer_taken", `It offers nothing that is paid in USDC on ${names}. Nothing was paid.`);
  }
  const cap = wanted.maxPrice !== undefined && wanted.maxPrice < settings.maxPrice ? wanted.maxPrice : settings.maxPrice;
  if (cheapest.amount > cap) {
    throw new BuyerError(
      "above_cap",
      `It costs ${formatUsd(cheapest.amount)}, which is above the cap of ${formatUsd(cap)}. Nothing was paid.`,
    );
  }
  if (wanted.payTo && wanted.payTo !== cheapest.payTo) {
    throw new BuyerError("other_payee", `It is to be paid to ${cheapest.payTo}, not to ${wanted.payTo}. Nothing was paid.`);
  }
  return cheapest;
}
