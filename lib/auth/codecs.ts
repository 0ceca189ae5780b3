// Sessions and API keys, in the domain and as JSON.
import { z } from "zod";
import { addressCodec, instantCodec } from "../kernel/codecs";

/** What the browser may know of its own session. */
export const sessionViewCodec = z.object({
  wallet: addressCodec.nullable().describe("Lower-case; null while nobody signed in."),
  creator: z.object({ handle: z.string(), displayName: z.string() }).nullable(),
});
export type SessionView = z.output<typeof sessionViewCodec>;

export const sessionRowCodec = z.object({
  id: z.string(),
  device: z.string().describe('The browser and its system, as "Firefox, Linux"; empty where it did not say.'),
  createdAt: instantCodec.describe("When somebody signed in."),
  lastSeenAt: instantCodec.describe("To the hour."),
  expiresAt: instantCodec,
});
export type SessionRow = z.output<typeof sessionRowCodec>;

export const apiKeyCodec = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().describe("The token's last four characters"),
  scopes: z.array(z.string()),
  createdAt: instantCodec,
  lastUsedAt: instantCodec.nullable(),
  expiresAt: instantCodec.nullable(),
});
export type ApiKey = z.output<typeof apiKeyCodec>;
