// What the buyer may do, from its environment alone: nothing that a server, an article or a tool's arguments say can change it.
import { homedir } from "node:os";
import { join } from "node:path";
import { type LocalAccount, privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { isPublishedKey } from "../config/published-keys";
import type { Hex } from "../kernel/address";
import { type Clock, systemClock } from "../kernel/clock";
import { DECIMAL_USDC, parseUsdc } from "../kernel/money";
import { type Network, networks } from "../x402/networks";
import { BuyerError } from "./buyer-error";

export interface BuyerSettings {
  account: LocalAccount;
  /** Hosts with their ports, as they stand in addresses. */
  hosts: ReadonlySet<string>;
  networks: readonly Network[];
  /** The most for one piece, and in one day (UTC), in atomic USDC. */
  maxPrice: bigint;
  dailyBudget: bigint;
  /** What was spent, receipts, and files that were bought. */
  folder: string;
  dryRun: boolean;
  /** The longest that what was paid for or owned may be. */
  bytesMax: number;
  clock: Clock;
  /** For each answer, and for the answer to a payment, however often it is asked for. */
  patienceMs: number;
}

const offered: readonly Network[] = [networks["base-sepolia"], networks.base];
const MIB = 1024 ** 2;
const listOf = (text: string) =>
  text
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter(Boolean);

const isHost = (host: string) => /^[^\s/?#@*\\]+$/.test(host) && URL.canParse(`https://${host}`);
/** As it stands in an address: 443 and names that are not ASCII are written in one way there. */
const hostOf = (host: string) => new URL(`https://${host}`).host;

const dollars = (otherwise: string) =>
  z
    .string()
    .default(otherwise)
    .refine((text) => DECIMAL_USDC.test(text), "is not an amount in dollars, as 0.25")
    .transform(parseUsdc);

const schema = z.object({
  BUYER_PRIVATE_KEY: z
    .string("is missing: the wallet's private key, 0x and 64 hex digits")
    .regex(/^0x[0-9a-fA-F]{64}$/, "is not a private key: 0x and 64 hex digits")
    .transform((key) => key.toLowerCase() as Hex),
  BUYER_HOSTS: z
    .string("is missing: the hosts that may be paid, with commas between, as pennypost.example,localhost:3000")
    .transform(listOf)
    .refine((hosts) => hosts.length > 0 && hosts.every(isHost), "is not a list of hosts")
    .transform((hosts) => hosts.map(hostOf)),
  BUYER_NETWORKS: z
    .string()
    .default("base-sepolia")
    .transform(listOf)
    .refine((names) => names.length > 0 && names.every((name) => offered.some(({ v1 }) => v1 === name)), {
      error: `is not a list of these: ${offered.map(({ v1 }) => v1).join(", ")}`,
    }),
  BUYER_MAX_PRICE: dollars("0.10"),
  BUYER_DAILY_BUDGET: dollars("1"),
  BUYER_FOLDER: z.string().min(1).default(join(homedir(), ".pennypost-buyer")),
  BUYER_PATIENCE_SECONDS: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "is not a number of seconds from 1 to 999")
    .default("45")
    .transform(Number),
  BUYER_MAX_MIB: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "is not a number of MiB from 1 to 999999")
    .default("4096")
    .transform((mib) => Number(mib) * MIB),
  BUYER_RPC_URL: z.url({ protocol: /^https?$/, error: "is not the address of a node" }).optional(),
  BUYER_DRY_RUN: z.enum(["", "0", "1", "false", "true"], "is neither 1 nor 0").default("0"),
});

/** Throws `not_configured` with what is missing. No message holds the key. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): BuyerSettings {
  const result = schema.safeParse(env);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new BuyerError("not_configured", `${issue?.path.join(".")} ${issue?.message}.`);
  }
  const { BUYER_PRIVATE_KEY: key, BUYER_NETWORKS: names, BUYER_DRY_RUN: dryRun, ...rest } = result.data;
  const allowed = offered.filter(({ v1 }) => names.includes(v1));
  if (isPublishedKey(key) && allowed.some(({ test }) => !test)) {
    throw new BuyerError(
      "not_configured",
      "BUYER_PRIVATE_KEY is a demo key that everybody knows: it is refused on a real network.",
    );
  }
  if (rest.BUYER_RPC_URL && allowed.length > 1) {
    throw new BuyerError("not_configured", "BUYER_RPC_URL is a node of one network: name only that one in BUYER_NETWORKS.");
  }
  return {
    account: privateKeyToAccount(key),
    hosts: new Set(rest.BUYER_HOSTS),
    networks: allowed.map((network) => ({ ...network, publicRpc: rest.BUYER_RPC_URL ?? network.publicRpc })),
    maxPrice: rest.BUYER_MAX_PRICE,
    dailyBudget: rest.BUYER_DAILY_BUDGET,
    folder: rest.BUYER_FOLDER,
    bytesMax: rest.BUYER_MAX_MIB,
    clock: systemClock,
    patienceMs: rest.BUYER_PATIENCE_SECONDS * 1000,
    dryRun: dryRun === "1" || dryRun === "true",
  };
}
