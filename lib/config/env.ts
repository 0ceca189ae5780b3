// The server's settings: one schema, read once, and one clear sentence for each that is missing or wrong.
import "server-only";
import { z } from "zod";
import { toAddress } from "../kernel/address";
import { type NetworkName, networks } from "../x402/networks";
import { moreNetworks, type RailName } from "../x402/rail-networks";
import { isPublishedKey, LOCAL_SERVER_SECRET } from "./published-keys";

const listOf = (part: RegExp, error: string) =>
  z
    .string()
    .transform((text) => text.split(",").map((each) => each.trim()))
    .refine((parts) => parts.every((each) => part.test(each)), { error, abort: true }) as unknown as z.ZodType<`0x${string}`[]>;
const wallets = listOf(/^0x[0-9a-fA-F]{40}$/, "must be addresses, separated by commas").transform((list) => list.map(toAddress));
const decimal = z.string().regex(/^(0|[1-9]\d{0,6})(\.\d{1,18})?$/, { error: "must be a decimal number, as 0.05", abort: true });
/** Wei are stored as int8: amounts of ETH above 9.2 do not fit, nor does what a transaction may cost at such gas prices. */
const DAILY_ETH_MAX = 9;
const FEE_GWEI_MAX = 1_000;
const upTo = (max: number, unit: string) => decimal.refine((text) => Number(text) <= max, `must be at most ${max} ${unit}`);
const RAIL = /^([a-z-]+)=(https?:\/\/\S+)$/;
const rails = z.string().transform((text, context) =>
  text.split(",").flatMap((part) => {
    const [, name = "", rpcUrl = ""] = RAIL.exec(part.trim()) ?? [];
    if (Object.hasOwn(moreNetworks, name)) return [{ name: name as RailName, rpcUrl }];
    const message = `must be names with nodes, as "base-eurc=https://node.example", of ${Object.keys(moreNetworks).join(", ")}`;
    context.addIssue({ code: "custom", message });
    return [];
  }),
);
/** As OpenTelemetry writes them: name=value, separated by commas, values percent-encoded. */
const otlpHeaders = z.string().transform((text, context): Record<string, string> => {
  try {
    return Object.fromEntries(text.split(",").map(otlpHeader));
  } catch {
    context.addIssue({ code: "custom", message: "must be headers, as authorization=Bearer%20token,x-team=ops" });
    return z.NEVER;
  }
});
function otlpHeader(pair: string): [name: string, value: string] {
  const [, name, value] = /^\s*([\w-]+)\s*=\s*([!-~]+)\s*$/.exec(pair) ?? [];
  if (!name || !value) throw new Error("not a header");
  return [name.toLowerCase(), decodeURIComponent(value)];
}
const origin = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address, as https://pennypost.example", abort: true })
  .refine((url) => new URL(url).pathname === "/" && !new URL(url).search, "must be an origin without a path")
  .transform((url) => new URL(url).origin);

const settings = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" }),
  /** PostgreSQL itself, where DATABASE_URL leads to a pooler in transaction mode. */
  DIRECT_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" }).optional(),
  RPC_URL: z.url({ protocol: /^https?$/, error: "must be an http(s) URL of an EVM node" }),
  NETWORK: z.enum(Object.keys(networks) as [NetworkName, ...NetworkName[]]),
  PUBLIC_ORIGIN: origin,
  PUBLIC_RPC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** 32 random bytes or more; keys for quotes, sign-in nonces and receipts are derived from it. */
  SERVER_SECRET: z.string().min(32, "must have 32 characters or more").optional(),
  /** One key or several, separated by commas. */
  RELAYER_PRIVATE_KEY: listOf(/^0x[0-9a-fA-F]{64}$/, "must be 0x and 64 hex digits").optional(),
  /** What all relayer keys together may spend on gas in 24 hours, in ETH. */
  RELAYER_DAILY_ETH: upTo(DAILY_ETH_MAX, "ETH").optional(),
  /** What one transaction may cost per gas, in gwei. */
  RELAYER_MAX_FEE_GWEI: upTo(FEE_GWEI_MAX, "gwei").default("50"),
  /** /api/health warns when a relayer key holds less, in ETH. */
  RELAYER_BALANCE_ALARM_ETH: decimal.default("0.005"),
  /** Blocks that a payment waits for, by price in USDC: "1:1,25:2,*:3". 0 serves on a preconfirmation. */
  CONFIRMATIONS: z
    .string()
    .regex(/^(\d+(\.\d+)?:\d{1,2},)*\*:\d{1,2}$/, 'must be numbers of blocks by price, as "1:1,25:2,*:3"')
    .optional(),
  /** Contracts that may deploy a buyer's smart wallet (ERC-6492), separated by commas. */
  SMART_WALLET_FACTORIES: listOf(/^0x[0-9a-fA-F]{40}$/, "must be addresses, separated by commas").default([]),
  /** What an ether is worth in dollars: no price may then be set below what settling a payment costs. */
  ETH_USD: z.coerce.number().min(0.01, "must be a price in dollars").max(10_000_000, "must be a price in dollars").optional(),
  /** Further chains and tokens that may be paid in, each with its node: "base-eurc=https://…,…". */
  RAILS: rails.default([]),
  /** Wallets whose sessions open the operator's desk and its routes, separated by commas. */
  OPERATORS: wallets.default([]),
  /** Opens the operator's routes to who sends it as a bearer token. */
  OPERATOR_TOKEN: z.string().min(16, "must have 16 characters or more").optional(),
  /** A service that is asked of each payer and payee whether payments may be taken. */
  SCREENING_URL: z.url({ protocol: /^https?$/, error: "must be an http(s) address" }).optional(),
  SCREENING_TOKEN: z.string().min(1).optional(),
  FACILITATOR_URL: z.url({ protocol: /^https?$/ }).optional(),
  FACILITATOR_TOKEN: z.string().min(1).optional(),
  /** An S3-compatible store for finished files, instead of STORAGE_DIR. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: "must be an http(s) address", abort: true }).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  /** Before the name of everything in the bucket, which several shops may then share. */
  S3_PREFIX: z
    .string()
    .regex(/^([\w-]+\/)+$/, { error: "must be the name of a folder that ends with a slash, as in shop/", abort: true })
    .optional(),
  S3_REGION: z.string().min(1).default("us-east-1"),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_FORCE_PATH_STYLE: z.stringbool().default(false),
  /** Set: downloads leave through signed URLs that hold for so long. */
  S3_SIGNED_URL_SECONDS: z.coerce.number().int().min(10).max(3600).optional(),
  STORAGE_DIR: z.string().min(1).default(".pennypost/storage"),
  UPLOAD_BYTES_MAX: z.coerce
    .number()
    .int()
    .positive()
    .default(5 * 1024 ** 3),
  /** What one creator's files may take together. */
  STORAGE_QUOTA_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(50 * 1024 ** 3),
  /** How long unfinished uploads, and files taken out of a draft that was never published, are kept. */
  UPLOAD_KEPT_HOURS: z.coerce.number().min(0.001).max(8760).default(24),
  /** How long a connection may stand still that owes us bytes, or that we owe bytes which it does not read. */
  IDLE_TIMEOUT_SECONDS: z.coerce.number().min(1).max(3600).default(60),
  /** The pages about this site, in a folder for each language: an operator's own in place of ours. */
  CONTENT_DIR: z.string().min(1).default("content"),
  /** Where a reader buys USDC; `{address}` stands for their wallet. */
  ONRAMP_URL: z
    .url({ protocol: /^https$/, error: "must be an https address, as https://onramp.example/buy?to={address}", abort: true })
    .optional(),
  WALLETCONNECT_PROJECT_ID: z.string().min(1).optional(),
  /** How many proxies of ours stand before this server. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).optional(),
  /** Once told to stop: how long /api/readyz says no, while requests are still taken, before the server closes. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** A receiver of OpenTelemetry's spans over OTLP/HTTP; none are recorded without it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: "must be an http(s) address" }).optional(),
  /** What the receiver wants to see, as "authorization=Bearer …". */
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders.default({}),
  OTEL_SERVICE_NAME: z.string().min(1).max(100).default("pennypost"),
  /** Which part of all traces is recorded. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0, "must be a share from 0 to 1")
    .max(1, "must be a share from 0 to 1")
    .default(1),
  /** Tests of crashes write into it where the server is to die (lib/payments/failpoints.ts). */
  FAILPOINT_FILE: z.string().optional(),
  RECONCILE_INTERVAL_HOURS: z.coerce.number().min(0.01).max(168).default(24),
  SWEEP_INTERVAL_SECONDS: z.coerce.number().int().min(1).max(3600).default(12),
});

/** Of everything that may be set. */
export const settingNames = Object.keys(settings.shape);

const schema = settings
  .refine((env) => env.FACILITATOR_URL || env.RELAYER_PRIVATE_KEY, {
    path: ["RELAYER_PRIVATE_KEY"],
    message: "set it (a key that holds gas only), or FACILITATOR_URL",
  })
  .refine((env) => env.NETWORK === "local" || !env.RELAYER_PRIVATE_KEY?.some(isPublishedKey), {
    path: ["RELAYER_PRIVATE_KEY"],
    message: "is a published test key; anybody could spend its gas on a real network",
  })
  .refine((env) => env.NETWORK === "local" || (env.SERVER_SECRET && env.SERVER_SECRET !== LOCAL_SERVER_SECRET), {
    path: ["SERVER_SECRET"],
    message: "set it to 32 random bytes or more, as from: openssl rand -hex 32",
  })
  .refine(({ NETWORK, RAILS }) => new Set([NETWORK, ...RAILS.map(({ name }) => name)]).size === RAILS.length + 1, {
    path: ["RAILS"],
    message: "names a network twice, or that of NETWORK",
  })
  .refine(({ NETWORK, RAILS }) => RAILS.every(({ name }) => moreNetworks[name].test === networks[NETWORK].test), {
    path: ["RAILS"],
    message: "mixes money with the money of test networks",
  })
  .refine(({ NETWORK, RAILS }) => RAILS.every(({ name }) => name.startsWith("local") === (NETWORK === "local")), {
    path: ["RAILS"],
    message: "mixes local chains and public ones, of which some have the same chain id",
  })
  .refine((env) => env.NETWORK === "local" || !env.FAILPOINT_FILE, {
    path: ["FAILPOINT_FILE"],
    message: "is for tests on the local chain",
  })
  .superRefine((env, context) => {
    const needed = ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
    const isMeant = needed.some((name) => env[name]) || env.S3_ENDPOINT || env.S3_SIGNED_URL_SECONDS;
    for (const name of isMeant ? needed.filter((each) => !env[each]) : []) {
      context.addIssue({
        code: "custom",
        path: [name],
        message: "set it as well, or none of the S3 settings: files then lie in STORAGE_DIR",
      });
    }
  })
  .transform((env) => ({
    ...env,
    SERVER_SECRET: env.SERVER_SECRET ?? LOCAL_SERVER_SECRET,
    // This server speaks no TLS: where people see https, a proxy ends it.
    TRUSTED_PROXIES: env.TRUSTED_PROXIES ?? (env.PUBLIC_ORIGIN.startsWith("https:") ? 1 : 0),
    // Test money is nobody's: the local chain has no cap unless one is set.
    RELAYER_DAILY_ETH: env.RELAYER_DAILY_ETH ?? (env.NETWORK === "local" ? undefined : "0.05"),
  }));

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
