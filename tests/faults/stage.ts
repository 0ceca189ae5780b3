// A market to be shaken: its server is killed and started again, its buyers have money, and the payment that a buyer signed is
// shown as often as it takes.
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import type { Settings } from "../../scripts/local/env";
import { identify, isRunning, type ProcessIdentity } from "../../scripts/local/process";
import { mint } from "../../scripts/local/usdc";
import { signFor, toBase64 } from "../conformance/payer";
import { type Creator, openShop } from "../support/api";
import { type Market, type MarketOptions, startMarket } from "../support/market";
import { scratchFolder } from "../support/scratch";

export const CONTENT = "What was paid for.";
const FUNDS = 100_000_000n;
const PATIENCE_MS = 60_000;

export type Headers = Record<string, string>;
export type Buyer = ReturnType<typeof newWallet>;

function newWallet() {
  return { account: privateKeyToAccount(generatePrivateKey()) };
}

export interface Stage extends Market {
  creator: Creator;
  /** The address of an item that nobody has bought. */
  newUrl(): Promise<string>;
  /** A wallet that nobody has seen, with money for more than one purchase. */
  newBuyer(): Promise<Buyer>;
  /** The next server process, or this one, dies at the failpoint of that name. */
  arm(failpoint: string): void;
  /** Resolves when the server process has ended. */
  died(): Promise<void>;
  /** Starts the server again and resolves when it takes requests; false if it died on the way. */
  revive(): Promise<boolean>;
}

interface StageOptions extends Pick<MarketOptions, "between" | "betweenDatabase"> {
  settings?: Settings;
  /** Starts what settles instead of the server itself, and gives its URL. */
  facilitate?: ((rpcUrl: string) => Promise<string>) | undefined;
}

export async function setStage({ settings = {}, facilitate, ...gates }: StageOptions = {}): Promise<Stage> {
  const scratch = scratchFolder();
  const failpointFile = scratch.path("failpoint");
  const market = await startMarket({
    ...gates,
    settings: async (rpcUrl) => ({
      ...settings,
      FAILPOINT_FILE: failpointFile,
      ...(facilitate ? { FACILITATOR_URL: await facilitate(rpcUrl), RELAYER_PRIVATE_KEY: "" } : {}),
    }),
  });
  const creator = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  let server: ProcessIdentity = market.web;
  let pieces = 0;
  return {
    ...market,
    creator,
    async newUrl() {
      const itemId = await creator.sellArticle({ price: "0.05", title: `Piece ${++pieces}`, content: CONTENT });
      return `${market.origin}/api/items/${itemId}/content`;
    },
    async newBuyer() {
      const buyer = newWallet();
      await mint(market.chain, buyer.account.address, FUNDS);
      return buyer;
    },
    arm: (failpoint) => writeFileSync(failpointFile, failpoint),
    async died() {
      while (isRunning(server)) await sleep(10);
    },
    async revive() {
      try {
        server = await market.restart();
        return identify(server.pid) !== undefined;
      } catch {
        return false;
      }
    },
    async stop() {
      await market.stop();
      scratch.remove();
    },
  };
}

/** What pays for this URL: a payment signed now, in version 2 of the protocol. */
export async function signedHeaders(url: string, buyer: Buyer, seconds?: number): Promise<Headers> {
  return { "PAYMENT-SIGNATURE": toBase64((await signFor(url, buyer, seconds)).v2) };
}

/** With a secret of the client's own, by which it is answered again whatever becomes of the first answer. */
export const withClaim = (headers: Headers): Headers => ({ ...headers, "X-PAYMENT-CLAIM": crypto.randomUUID() });

export interface Insistence {
  /** What it was answered, in order; 0 for a connection that broke. */
  statuses: number[];
  last: Response | null;
  text: string;
}

/** Shows the same payment until there is an answer that is one: anything but a broken connection and a 503. */
export async function insist(url: string, headers: Headers, patienceMs = PATIENCE_MS): Promise<Insistence> {
  const statuses: number[] = [];
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const last = await fetch(url, { headers }).catch(() => null);
    const text = (await last?.text().catch(() => null)) ?? "";
    statuses.push(last?.status ?? 0);
    if ((last && last.status !== 503) || Date.now() > deadline) return { statuses, last, text };
    await sleep(100);
  }
}
