// npm run agent-demo [-- ORIGIN]: an agent's whole trip through the market that `npm start` serves.
import { formatUsd } from "../lib/kernel/money";
import { playTrip } from "./local/agent-demo";
import { messageOf } from "./local/steps";

async function main(): Promise<void> {
  const given = process.argv[2] ?? process.env.PUBLIC_ORIGIN ?? `http://localhost:${process.env.PORT ?? 3000}`;
  if (!URL.canParse(given)) throw new Error("Usage: npm run agent-demo [-- ORIGIN]");
  const costs = await playTrip({ origin: new URL(given).origin, print: console.log });
  console.log("\nWhat it cost:");
  for (const { step, requests, bytes, paid } of costs) {
    console.log(
      `${step.padEnd(46)} ${String(requests).padStart(3)} requests ${String(bytes).padStart(7)} bytes  ${formatUsd(paid)}`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
