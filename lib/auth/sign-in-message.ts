// The message that a wallet signs (EIP-4361), parsed strictly, so that nothing shown to the person differs from what is checked.
import { getAddress } from "viem";
import { createSiweMessage, parseSiweMessage, type SiweMessage, validateSiweMessage } from "viem/siwe";
import { Refusal } from "../kernel/errors";

export interface SignInPlace {
  /** The site's origin, `https://pennypost.example`. The message's domain and URI must match it. */
  origin: string;
  /** The chains that are sold on. */
  chainIds: readonly number[];
}

export const refuseSignIn = (why: string) => new Refusal("sign_in_refused", `${why} Nothing was signed in; try again.`);

const malformed = () => refuseSignIn("The sign-in message is not well-formed.");

const isoDates = (message: string) =>
  message.replace(
    /^(Issued At|Expiration Time|Not Before): (.+)$/gm,
    (_line, field, date) => `${field}: ${new Date(date).toISOString()}`,
  );

/** Scripts have addresses as eth_accounts gives them, in lower case; of one in mixed case the checksum counts (EIP-55). */
const withChecksum = (message: string) => message.replace(/^0x[0-9a-f]{40}$/m, (address) => getAddress(address));

/** The parser ignores text between the fields; formatting the parsed fields again proves that the message contains nothing else. */
function parseStrictly(message: string): SiweMessage {
  try {
    const parsed = parseSiweMessage(message) as SiweMessage;
    if (createSiweMessage(parsed) !== isoDates(withChecksum(message))) throw malformed();
    return parsed;
  } catch {
    throw malformed();
  }
}

/** Throws for a message with another domain, chain or time. */
export function parseSignInMessage(message: string, place: SignInPlace, now: Date): SiweMessage {
  const parsed = parseStrictly(message);
  const here = new URL(place.origin);
  const schemeFits = parsed.scheme === undefined || `${parsed.scheme}:` === here.protocol;
  if (parsed.domain !== here.host || !schemeFits)
    throw refuseSignIn(`The message is for ${parsed.domain}, not for ${here.host}.`);
  if (!URL.canParse(parsed.uri) || new URL(parsed.uri).origin !== here.origin)
    throw refuseSignIn("The message names another address than ours.");
  if (!place.chainIds.includes(parsed.chainId))
    throw refuseSignIn(`The message is for chain ${parsed.chainId}, not ${place.chainIds.join(" or ")}.`);
  if (!validateSiweMessage({ message: parsed, time: now })) throw refuseSignIn("The message is not valid at this time.");
  return parsed;
}
