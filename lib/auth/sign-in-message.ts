// The message that a wallet signs (EIP-4361): read strictly, so that what was shown to the person is what we believe.
import { createSiweMessage, parseSiweMessage, type SiweMessage, validateSiweMessage } from "viem/siwe";
import { Refusal } from "../kernel/errors";

export interface SignInPlace {
  /** Where people sign in: `https://pennypost.example`. Domain and URI of the message must be of it. */
  origin: string;
  chainId: number;
}

export const refuseSignIn = (why: string) => new Refusal("sign_in_refused", `${why} Nothing was signed in; try again.`);

const malformed = () => refuseSignIn("The sign-in message is not well-formed.");

const isoDates = (message: string) =>
  message.replace(
    /^(Issued At|Expiration Time|Not Before): (.+)$/gm,
    (_line, field, date) => `${field}: ${new Date(date).toISOString()}`,
  );

/** The parser finds fields wherever they stand; writing the message again proves that nothing stands beside them. */
function parseStrictly(message: string): SiweMessage {
  try {
    const parsed = parseSiweMessage(message) as SiweMessage;
    if (createSiweMessage(parsed) !== isoDates(message)) throw malformed();
    return parsed;
  } catch {
    throw malformed();
  }
}

/** Refuses a message for another place, chain or time. */
export function parseSignInMessage(message: string, place: SignInPlace, now: Date): SiweMessage {
  const parsed = parseStrictly(message);
  const here = new URL(place.origin);
  const schemeFits = parsed.scheme === undefined || `${parsed.scheme}:` === here.protocol;
  if (parsed.domain !== here.host || !schemeFits)
    throw refuseSignIn(`The message is for ${parsed.domain}, not for ${here.host}.`);
  if (!URL.canParse(parsed.uri) || new URL(parsed.uri).origin !== here.origin)
    throw refuseSignIn("The message names another address than ours.");
  if (parsed.chainId !== place.chainId) throw refuseSignIn(`The message is for chain ${parsed.chainId}, not ${place.chainId}.`);
  if (!validateSiweMessage({ message: parsed, time: now })) throw refuseSignIn("The message is not valid at this time.");
  return parsed;
}
