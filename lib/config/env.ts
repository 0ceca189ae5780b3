// The server's settings: one schema, read once, and one clear sentence for each that is missing or wrong.
import "server-only";
import { z } from "zod";
import { type NetworkName, networks } from "../x402/networks";
import { isPublishedKey } from "./published-keys";

const privateKey = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, { error: "must be 0x and 64 hex digits", abort: true }) as unknown as z.ZodType<`0x${string}`>;
const origin = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address, as https://pennypost.example", abort: true })
  .refine((url) => new URL(url).pathname === "/" && !new URL(url).search, "must be an origin without a path")
  .transform((url) => new URL(url).origin);

const schema = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" }),
    RPC_URL: z.url({ protocol: /^https?$/, error: "must be an http(s) URL of an EVM node" }),
    NETWORK: z.enum(Object.keys(networks) as [NetworkName, ...NetworkName[]]),
    PUBLIC_ORIGIN: origin,
    PUBLIC_RPC_URL: z.url({ protocol: /^https?$/ }).optional(),
    RELAYER_PRIVATE_KEY: privateKey.optional(),
    FACILITATOR_URL: z.url({ protocol: /^https?$/ }).optional(),
    FACILITATOR_TOKEN: z.string().min(1).optional(),
    STORAGE_DIR: z.string().min(1).default(".pennypost/storage"),
    UPLOAD_BYTES_MAX: z.coerce
      .number()
      .int()
      .positive()
      .default(5 * 1024 ** 3),
    WALLETCONNECT_PROJECT_ID: z.string().min(1).optional(),
    SWEEP_INTERVAL_SECONDS: z.coerce.number().int().min(1).max(3600).default(12),
  })
  .refine((env) => env.FACILITATOR_URL || env.RELAYER_PRIVATE_KEY, {
    path: ["RELAYER_PRIVATE_KEY"],
    message: "set it (a key that holds gas only), or FACILITATOR_URL",
  })
  .refine((env) => env.NETWORK === "local" || !env.RELAYER_PRIVATE_KEY || !isPublishedKey(env.RELAYER_PRIVATE_KEY), {
    path: ["RELAYER_PRIVATE_KEY"],
    message: "is a published test key; anybody could spend its gas on a real network",
  });

export type Env = z.infer<typeof schema>;

/** Parses settings; throws one Error whose message has a line per wrong setting. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(filled);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) =>
    issue.path.length && filled[String(issue.path[0])] === undefined && issue.code !== "custom"
      ? `${String(issue.path[0])} is not set.`
      : `${issue.path.join(".")}: ${issue.message}.`,
  );
  throw new Error(`Pennypost's settings are not complete:\n${lines.join("\n")}`);
}

let parsed: Env | undefined;

/** The settings of this process. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
