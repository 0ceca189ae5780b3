// The v2 extension payment-identifier (x402 specs/extensions/payment_identifier.md): a client gives its payment an id and may ask for
// the answer again. The 402 announces it; the client echoes the announcement with its id added to `info`.
import { z } from "zod";
import { Refusal } from "../kernel/errors";

const NAME = "payment-identifier";
const ID = { minLength: 16, maxLength: 128 } as const;

/** The announcement in the 402's `extensions`: ids are accepted and not required. Its optional schema is left out to keep the head small. */
export const paymentIdentifier = { [NAME]: { info: { required: false } } };

const echoed = z.object({ [NAME]: z.object({ info: z.object({ id: z.unknown() }) }) });
const id = z
  .string()
  .min(ID.minLength)
  .max(ID.maxLength)
  .regex(/^[a-zA-Z0-9_-]+$/);

/** The id in a payload's `extensions`; null if there is none. Throws `invalid_payment_header` for a malformed one. */
export function readPaymentId(extensions: unknown): string | null {
  const found = echoed.safeParse(extensions);
  const given = found.success ? found.data[NAME].info.id : undefined;
  if (given === undefined) return null;
  const result = id.safeParse(given);
  if (result.success) return result.data;
  throw new Refusal("invalid_payment_header", "The payment-identifier is not 16 to 128 letters, digits, hyphens or underscores.");
}
