// The API in three documents, from the same declarations: what buyers and their agents need, which is few enough operations for a catalogue
// to take; what creators do by script; and what operators do.
import { type ApiDocument, buildOpenApi } from "@/lib/http/openapi";
import { openApiComponents } from "@/lib/http/openapi-components";
import { PRICE_MAX, PRICE_MIN, toDecimal } from "@/lib/kernel/money";
import type { RouteSpec } from "@/lib/kernel/route-spec";
import type { Network } from "@/lib/x402/networks";
import { routes } from "./routes";

export type Audience = "buyer" | "creator" | "operator";

/** What a document says of the server that it describes. */
export interface ServerOf {
  origin: string;
  /** The market's own, which MPP charges on. */
  network: Pick<Network, "asset">;
}

const OF_CREATORS = ["items", "earnings", "export"];

/** Accounts and their keys are for those who sell; a buyer needs none. */
function audienceOf({ auth, scope, tag }: RouteSpec): Audience {
  if (auth === "operator" || tag === "System") return "operator";
  const isSigned = auth === "session";
  return isSigned && (OF_CREATORS.includes(scope ?? "") || tag === "Creators" || tag === "Session") ? "creator" : "buyer";
}

const FORM = "Amounts are decimal strings of atomic USDC units, dates ISO 8601, errors RFC 9457.";

const titles: Record<Audience, { title: string; description: string }> = {
  buyer: {
    title: "Pennypost",
    description: `Articles and files sold by the piece for USDC over HTTP 402 (x402). ${FORM} Creators' operations are in /openapi/creator.json.`,
  },
  creator: { title: "Pennypost for creators", description: `What a creator does in the browser, by script. ${FORM}` },
  operator: { title: "Pennypost for operators", description: `Moderation, screening, health and counters of this site. ${FORM}` },
};

const guidanceOf = ({
  origin,
}: ServerOf) => `Find a piece: GET /api/items?search=WORDS&sort=cheapest, GET /api/items/{itemId} for its free part, price and licence.
Buy it: GET /api/items/{itemId}/content answers 402 with x402 terms (version 2 in the header PAYMENT-REQUIRED, version 1 as the body). Sign one of them, send the same request with PAYMENT-SIGNATURE or X-PAYMENT: 200 with the bytes. No account, no key, no gas.
The page of a piece, ${origin}/@creator/piece, does the same for Accept: application/json, or with a payment header.
MPP at the same address: with Accept-Payment: evm/charge the 402 has WWW-Authenticate: Payment beside x402's terms.
503 settlement_pending: send the same header again with the X-PAYMENT-CLAIM of this answer; never sign a second payment. 409 already_owned: nothing was charged.
Read it again without paying: sign the 402's sign-in-with-x extension with the wallet that paid, send it as SIGN-IN-WITH-X.
Prices are ${toDecimal(PRICE_MIN)} to ${toDecimal(PRICE_MAX)} USDC; stock clients decline more than 1 dollar (version 2) or 0.10 (version 1) unless told otherwise.
Each refusal has a code, explained at ${origin}/docs/errors/CODE.`;

const price = { mode: "dynamic", currency: "USD", min: toDecimal(PRICE_MIN), max: toDecimal(PRICE_MAX) };

/** In both forms that catalogues read: price and protocols, and MPP's offers, whose amount the 402 says. */
function paymentInfoOf({ network: { asset: currency } }: ServerOf) {
  const charge = { method: "evm", intent: "charge", currency };
  const description = "One charge in USDC for the piece, as its 402 asks for with Accept-Payment: evm/charge.";
  return {
    price,
    protocols: [{ x402: {} }, { mpp: charge }],
    offers: [{ ...charge, amount: null, description }],
  };
}

const ofBuyers = (server: ServerOf) => ({
  info: { "x-guidance": guidanceOf(server) },
  extensions: {
    "x-agentcash-guidance": { llmsTxtUrl: `${server.origin}/llms.txt` },
    "x-service-info": {
      categories: ["content", "articles", "files"],
      docs: {
        homepage: server.origin,
        llms: `${server.origin}/llms.txt`,
        apiReference: `${server.origin}/openapi.json`,
      },
    },
  },
  paymentInfo: paymentInfoOf(server),
});

export function documentFor(audience: Audience, server: ServerOf): Record<string, unknown> {
  const { info, ...more } = audience === "buyer" ? ofBuyers(server) : { info: {} };
  const document: ApiDocument = {
    includes: (spec) => audienceOf(spec) === audience,
    info: { ...titles[audience], contact: { name: "Who runs this site", url: `${server.origin}/about` }, ...info },
    ...more,
  };
  return buildOpenApi(routes, openApiComponents, document);
}
