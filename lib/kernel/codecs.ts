// How values of ours cross as JSON: a codec decodes JSON (its input) to the domain's value (its output) and encodes it back.
import { z } from "zod";
import { ADDRESS_FORM, type Address } from "./address";
import { issueCodes } from "./field-issues";

const decimal = z.string().regex(/^\d+$/);
const whole = { decode: (text: string) => BigInt(text), encode: (value: bigint) => value.toString() };

export const amountCodec = z.codec(decimal, z.bigint(), whole).describe("Atomic USDC units (6 decimals) as a decimal string.");

/** Sizes, which may be larger than a number is exact. */
export const byteCountCodec = z.codec(decimal, z.bigint(), whole).describe("Size in bytes as a decimal string.");

export const instantCodec = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

export const addressCodec = z.string().regex(ADDRESS_FORM).toLowerCase() as unknown as z.ZodType<Address, string>;

export const sha256Codec = z.string().regex(/^[0-9a-f]{64}$/);

const boundCodec = z.union([z.number(), z.string()]).optional();

/** `FieldIssue` in field-issues.ts. */
export const fieldIssueCodec = z.object({
  path: z.string().describe('Where in the input, as "price" or "files.0.name".'),
  code: z.enum(issueCodes),
  params: z.object({ min: boundCodec, max: boundCodec }).optional(),
  message: z.string().describe("A sentence in English."),
});

export const countCodec = z.int().nonnegative();

/** A page of a list (`Page` in page.ts). */
export const pageCodec = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable().describe("Pass as `cursor`; null at the end.") });
