// The price in the words of Cloudflare's pay per crawl: `crawler-price` on a 402, and `crawler-max-price` by which a client says what it
// pays at most. Paying is x402's; the cap only ever refuses.
import { DECIMAL_USDC, parseUsdc } from "../kernel/money";

const CAP = /^(?:([A-Z]{3}) +)?(\S+)$/i;
const CHARACTERS_MAX = 40;

/** Why nothing is bought at this price (atomic units of the currency): as `crawler-error` says it. Null without a cap, and where it is met. */
export function findCapBreach(headers: Headers, amount: bigint, currency: string): string | null {
  const header = headers.get("crawler-max-price");
  if (header === null) return null;
  const [, named = currency, decimal = ""] = (header.length <= CHARACTERS_MAX && CAP.exec(header.trim())) || [];
  if (named.toUpperCase() !== currency || !DECIMAL_USDC.test(decimal))
    return `crawler-max-price is not understood: send ${currency} 0.25`;
  return parseUsdc(decimal) < amount ? "crawler-max-price is below crawler-price" : null;
}
