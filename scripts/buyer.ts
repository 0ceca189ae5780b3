// npm run buyer -- COMMAND, or npx pennypost-buyer COMMAND in the repository. docs/buyer.md says what each setting does.

import { copyFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { allowedUrl } from "../lib/buyer/ask";
import { type Bought, buy, quote } from "../lib/buyer/buy";
import { BuyerError } from "../lib/buyer/buyer-error";
import { contentOf, describeBought, describeBudget, describeQuote, isText } from "../lib/buyer/describe";
import { forgetPurchase } from "../lib/buyer/purchases";
import { listReceipts } from "../lib/buyer/receipts";
import { type BuyerSettings, readSettings } from "../lib/buyer/settings";
import { createBuyerServer } from "../lib/buyer/tools";
import { DECIMAL_USDC, parseUsdc } from "../lib/kernel/money";
import { messageOf } from "./local/steps";

const USAGE = `Usage: npm run buyer -- COMMAND
  quote URL                     what it costs; pays nothing
  buy URL [--out FILE]          reads it: by proof if it is owned, else for one payment
      [--max-price 0.05]        lowers the cap for this piece
      [--dry-run]               says what would be paid, and pays nothing
  budget                        the caps, and what was spent today
  receipts                      what was bought
  forget URL                    allows another payment where one got no answer and has run out
  mcp                           an MCP server over standard input and output
Settings are environment variables: BUYER_PRIVATE_KEY and BUYER_HOSTS must be there, BUYER_MAX_PRICE (0.10), BUYER_DAILY_BUDGET (1),
BUYER_NETWORKS (base-sepolia), BUYER_RPC_URL, BUYER_FOLDER (~/.pennypost-buyer), BUYER_MAX_MIB (4096), BUYER_DRY_RUN and
BUYER_PATIENCE_SECONDS (45) may be.`;

const say = (value: unknown) => console.log(JSON.stringify(value, null, 2));

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: "string" }, "max-price": { type: "string" }, "dry-run": { type: "boolean", default: false } },
  });
  const [command = "", url = "", ...more] = positionals;
  const needsUrl = ["quote", "buy", "forget"].includes(command);
  const price = values["max-price"];
  const isRight = more.length === 0 && needsUrl === (url !== "") && (price === undefined || DECIMAL_USDC.test(price));
  if (!isRight) throw new BuyerError("not_configured", USAGE);
  return { command, url, out: values.out, dryRun: values["dry-run"], wanted: { maxPrice: price ? parseUsdc(price) : undefined } };
}

/** What is known goes to standard error, so that the content alone is on standard output. */
async function deliver(bought: Bought, out: string | undefined): Promise<void> {
  console.error(JSON.stringify(describeBought(bought), null, 2));
  const { file, body } = bought.answer;
  if (out) return file ? copyFile(file, out) : writeFile(out, body);
  if (isText(bought)) console.log(contentOf(bought));
  else if (file) console.error(`The content is in ${file}.`);
  else
    console.error("The content is no text: --out FILE keeps it. It is read again for nothing where the site knows its buyers.");
}

type Given = ReturnType<typeof readArguments>;

const commands: Record<string, (settings: BuyerSettings, given: Given) => unknown> = {
  async quote(settings, { url, wanted, out }) {
    const got = await quote(settings, url, wanted);
    return got.how === "quote" ? say(describeQuote(got)) : deliver(got, out);
  },
  async buy(settings, { url, wanted, out, dryRun }) {
    const got = await buy({ ...settings, dryRun: settings.dryRun || dryRun }, url, wanted);
    return got.how === "quote" ? say(describeQuote(got)) : deliver(got, out);
  },
  budget: (settings) => say(describeBudget(settings)),
  receipts: ({ folder }) => say(listReceipts(folder)),
  forget: (settings, { url }) => forgetPurchase(settings.folder, allowedUrl(url, settings)),
  mcp: (settings) => createBuyerServer(settings).connect(new StdioServerTransport()),
};

async function main(): Promise<void> {
  const given = readArguments();
  const run = commands[given.command];
  if (!run) throw new BuyerError("not_configured", USAGE);
  await run(readSettings(process.env), given);
}

main().catch((error: unknown) => {
  console.error(error instanceof BuyerError && error.message !== USAGE ? `${error.fault}: ${error.message}` : messageOf(error));
  process.exitCode = error instanceof BuyerError && error.fault === "not_configured" ? 2 : 1;
});
