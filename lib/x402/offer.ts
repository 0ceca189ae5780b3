// An item's price in both versions of the protocol: v1 `accepts` entries and v2 PaymentRequirements (x402 v2, section 5.1).
import type { Address } from "../kernel/address";
import { checksum } from "../kernel/checksum";
import { cutToCodePoints } from "../kernel/cut-text";
import { type Discovery, outputSchemaV1 } from "./bazaar";
import type { Network } from "./networks";

/** Seconds a client may let pass between signing and settling. */
export const MAX_TIMEOUT_SECONDS = 300;

/** Catalogues refuse longer ones. */
const DESCRIPTION_CODE_POINTS_MAX = 450;

export interface Offer {
  /** Absolute URL of the paid resource, from the configured public origin. */
  url: string;
  description: string;
  mimeType: string;
  /** Atomic USDC. */
  amount: bigint;
  payTo: Address;
  network: Network;
  /** Added to `extra` of both versions. */
  extra?: Record<string, unknown>;
  /** How the URL is asked and what it answers, for catalogues. */
  discovery?: Discovery;
  /** At most five, of printable ASCII. */
  tags?: readonly string[];
  /** v2 extensions by name. */
  extensions?: Record<string, unknown>;
  /** Those that are in the head where there is room, and in the body always. */
  extensionsInBody?: Record<string, unknown>;
}

/** v1 entry. Every field is filled: v1 clients refuse the whole list if one is missing. */
export function requirementsV1(offer: Offer) {
  return {
    scheme: "exact" as const,
    network: offer.network.v1,
    maxAmountRequired: offer.amount.toString(),
    resource: offer.url,
    description: cutToCodePoints(offer.description, DESCRIPTION_CODE_POINTS_MAX),
    mimeType: offer.mimeType,
    ...(offer.discovery ? { outputSchema: outputSchemaV1(offer.discovery) } : {}),
    payTo: checksum(offer.payTo),
    maxTimeoutSeconds: MAX_TIMEOUT_SECONDS,
    asset: offer.network.asset,
    extra: { ...offer.network.domain, ...offer.extra },
  };
}

/** v2 entry. `upfront`: the payment is settled before the content is served. */
export function requirementsV2(offer: Pick<Offer, "amount" | "payTo" | "network" | "extra">) {
  return {
    scheme: "exact" as const,
    network: offer.network.caip2,
    amount: offer.amount.toString(),
    asset: offer.network.asset,
    payTo: checksum(offer.payTo),
    maxTimeoutSeconds: MAX_TIMEOUT_SECONDS,
    extra: { ...offer.network.domain, paymentFlow: "upfront" as const, ...offer.extra },
  };
}

/** What a v2 client says it accepted: not yet looked at. */
export type Accepted = Readonly<Record<string, unknown>>;

const sameWord = (a: unknown, b: unknown) =>
  (typeof a === "string" ? a.toLowerCase() : a) === (typeof b === "string" ? b.toLowerCase() : b);
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Accepted)[name] : undefined;

/**
 * Whether a v2 client accepted our offer of this amount to this payee, and not one that something on the way has changed. Addresses in
 * whatever case; quote and content may be those of some minutes ago, and are judged where they are used.
 */
export function isOffered(accepted: Accepted, offer: Pick<Offer, "amount" | "payTo" | "network">): boolean {
  const { extra, ...terms } = requirementsV2(offer);
  const isSame = (given: unknown, wanted: object) =>
    Object.entries(wanted).every(([name, value]) => sameWord(fieldOf(given, name), value));
  const { paymentFlow, ...domain } = extra;
  // Moves no money: a client that keeps only what it knows leaves it out.
  const isOurFlow = [undefined, paymentFlow].includes(fieldOf(accepted.extra, "paymentFlow") as typeof paymentFlow);
  return isSame(accepted, terms) && isSame(accepted.extra, domain) && isOurFlow;
}
