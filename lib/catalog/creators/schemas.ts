// What creators say of themselves and of where they are paid.

import { z } from "zod";
import { ADDRESS_FORM, toAddress } from "../../kernel/address";
import * as limits from "../limits";
import { line, paragraph } from "../text";
import { handleSchema } from "./handle";

/** No stricter than needed to ask the database: a handle that cannot exist is simply not found. */
export const handleParams = z.object({
  handle: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/, "Not a handle.")
    .describe("A creator's handle, without the @."),
});

export const handleCheckQuerySchema = z.object({
  handle: z.string().max(100).optional().describe("The handle to look for."),
  name: z.string().max(200).optional().describe("A name to suggest a handle from."),
});
export type HandleCheckQuery = z.output<typeof handleCheckQuerySchema>;

const linkSchema = z
  .string()
  .trim()
  .max(limits.linkMax, `Use at most ${limits.linkMax} characters.`)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url?.protocol === "https:" && url.hostname.includes(".") && !url.username && !url.password) return url.href;
    context.addIssue({ code: "custom", message: "Write a whole address that begins with https://." });
    return z.NEVER;
  });

export const profileSchema = z.strictObject({
  handle: handleSchema,
  displayName: line(limits.displayNameMax).min(1, "Write the name readers will see."),
  bio: paragraph(limits.bioMax).optional(),
  links: z
    .array(linkSchema)
    .max(limits.linksMax, `Use at most ${limits.linksMax} links.`)
    .transform((links) => [...new Set(links)])
    .optional()
    .describe("Pages of yours elsewhere."),
});
export type ProfileInput = z.output<typeof profileSchema>;

const address = z.string().regex(ADDRESS_FORM, "Write the address of a wallet: 0x and 40 hex digits.").transform(toAddress);

export const startPayoutSchema = z.strictObject({ payTo: address.describe("The wallet to be paid from then on.") });

export const signPayoutSchema = z.strictObject({
  signer: address.describe("The account's wallet, or the one to be paid."),
  signature: z
    .string()
    .max(20_000)
    .regex(/^0x(?:[0-9a-fA-F]{2})+$/, "A signature is 0x and hex digits.")
    .transform((text) => text as `0x${string}`)
    .describe("Its signature of `message`; a smart wallet is asked on the chain (ERC-1271)."),
});
