// Which processes `npm start` has to start, and the settings it fills in. Missing and wrong settings are reported before anything starts.
import { parseEnv } from "../../lib/config/env";
import { networks } from "../../lib/x402/networks";
import { accounts } from "./accounts";
import type { Settings } from "./env";

export interface Plan {
  port: number;
  ownDatabase: boolean;
  ownChain: boolean;
  /** With defaults; DATABASE_URL and RPC_URL stay unset where they are ours to start. */
  settings: Settings;
}

export function plan(given: Settings): Plan {
  const port = portOf(given.PORT);
  const ownDatabase = !given.DATABASE_URL;
  const ownChain = !given.RPC_URL;
  if (ownChain && given.NETWORK && given.NETWORK !== "local" && given.NETWORK in networks) {
    throw new Error(`RPC_URL is not set. NETWORK is ${given.NETWORK}, and only the local chain can be started for you.`);
  }
  if (ownDatabase && given.DIRECT_DATABASE_URL) throw new Error("DIRECT_DATABASE_URL is set, and DATABASE_URL is not.");
  const settings: Settings = { PUBLIC_ORIGIN: `http://localhost:${port}`, ...(ownChain ? localDefaults(given) : {}), ...given };
  parseEnv({ DATABASE_URL: "postgresql://localhost/ours", RPC_URL: "http://localhost", ...settings });
  return { port, ownDatabase, ownChain, settings };
}

function localDefaults(given: Settings): Settings {
  const relayer = given.FACILITATOR_URL ? {} : { RELAYER_PRIVATE_KEY: accounts.relayer.privateKey };
  // On one's own machine the terminal is for people; LOG_LEVEL=info shows what a real server logs.
  return { NETWORK: "local", LOG_LEVEL: "warn", ...relayer };
}

function portOf(text = "3000"): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a whole number from 1 to 65535, not "${text}".`);
  return port;
}
