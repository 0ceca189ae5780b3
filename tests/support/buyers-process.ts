// A server process in which many buy at once: it kills itself when a named place is passed for the second time, which is not by the one
// that began alone. Its argument is a file with an `Errand`.
import { readFileSync } from "node:fs";
import { findOffer } from "../../lib/catalog/items/offer";
import { createDb } from "../../lib/db/client";
import type { Hex } from "../../lib/kernel/address";
import type { Failpoint } from "../../lib/payments/failpoints";
import { purchase } from "../../lib/payments/purchase/purchase";
import type { PresentedPayment } from "../../lib/x402/payment-header";
import { atOnce } from "./at-once";
import { createDeps } from "./payments";

export interface Errand {
  databaseUrl: string;
  rpcUrl: string;
  relayerKey: Hex;
  confirmations: string;
  dieAt: Failpoint;
  buys: { itemId: string; payment: PresentedPayment }[];
}

const BIGINT = /^\d+n$/;

/** As JSON, in which bigints are strings that end in n. */
export const write = (errand: Errand): string =>
  JSON.stringify(errand, (_, value) => (typeof value === "bigint" ? `${value}n` : (value as unknown)));

const read = (text: string): Errand =>
  JSON.parse(text, (_, value) => (typeof value === "string" && BIGINT.test(value) ? BigInt(value.slice(0, -1)) : value));

async function run(file: string): Promise<void> {
  const { buys, dieAt, databaseUrl, ...options } = read(readFileSync(file, "utf8"));
  const deps = await createDeps({ ...options, db: createDb(databaseUrl), emit: () => {} });
  let passed = 0;
  const failpoint = (name: Failpoint) => {
    if (name === dieAt && ++passed === 2) process.kill(process.pid, "SIGKILL");
  };
  const server = atOnce(buys.length, { ...deps, failpoint });
  await Promise.all(
    buys.map(async ({ itemId, payment }) => {
      const offer = await findOffer(deps, itemId);
      if (offer) await purchase(server, offer, payment, "agent");
    }),
  );
  process.exit(0);
}

const [, script, file] = process.argv;
if (script?.endsWith("buyers-process.ts") && file) void run(file);
