// The local chain: anvil under Base Sepolia's chain id, with Circle's USDC where Base Sepolia has it, so that stock x402 clients pay it.

import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestClient, http, publicActions, walletActions } from "viem";
import { baseSepolia } from "viem/chains";
import { type Network, networks } from "../../lib/x402/networks";
import { accounts } from "./accounts";
import { anyPort } from "./ports";
import { launch, type OnLaunch, type ProcessIdentity, stopProcess, tail } from "./process";
import { installMulticall, installToken, mint } from "./usdc";

const DEMO_BALANCE = 100_000_000n;

export interface ChainOptions {
  /** Where anvil writes its words. */
  logFile: string;
  /** Whose chain id and token it has; the local network's when absent. */
  network?: Network;
  /** Any free port when absent. */
  port?: number;
  /** Keeps the chain across restarts; in memory only when absent. */
  stateFile?: string;
  /** When a new chain begins, in Unix seconds; now when absent. */
  genesisTime?: number;
  /** Also mines an empty block this often: eth_call reads the latest block's time, which stands still on an idle chain. */
  heartbeatSeconds?: number;
  /** Out of our process group: a terminal's Ctrl-C then reaches only us, who stop things in order. */
  detached?: boolean;
  /** Called as soon as the process exists. */
  onLaunch?: OnLaunch;
}

export interface Chain {
  rpcUrl: string;
  client: ChainClient;
  identity: ProcessIdentity;
  /** Resolves when anvil ends, wanted or not. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** A viem client with anvil's own methods. */
export function chainClient(rpcUrl: string, chainId: number = baseSepolia.id) {
  const chain = { ...baseSepolia, id: chainId };
  return createTestClient({ mode: "anvil", chain, transport: http(rpcUrl), pollingInterval: 25, cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions);
}

export type ChainClient = ReturnType<typeof chainClient>;

export async function startChain(options: ChainOptions): Promise<Chain> {
  const port = options.port ?? (await anyPort());
  const rpcUrl = `http://127.0.0.1:${port}`;
  if (options.stateFile) repair(options.stateFile);
  const anvil = launch(anvilBinary(), anvilArguments(port, options), options.logFile, { detached: options.detached ?? false });
  options.onLaunch?.(anvil.identity);
  const stop = () => stopProcess(anvil.identity, "SIGTERM", options.stateFile ? 15_000 : 1_000);
  const network = options.network ?? networks.local;
  const client = chainClient(rpcUrl, network.chainId);
  try {
    await answers(client, anvil);
    await equip(client, network);
    if (!options.genesisTime) await followWallClock(client);
    if (options.stateFile && existsSync(options.stateFile)) copyFileSync(options.stateFile, backupOf(options.stateFile));
  } catch (error) {
    await stop();
    throw new Error(
      `The local chain did not start (${error instanceof Error ? error.message : error}).\n${tail(options.logFile)}`,
    );
  }
  return { rpcUrl, client, identity: anvil.identity, ended: anvil.ended, stop };
}

/** Ends time travel: the next block, mined here, and all after it carry this machine's time. */
export async function followWallClock(client: ChainClient): Promise<void> {
  await client.request({ method: "evm_setTime" as never, params: [Math.floor(Date.now() / 1000)] as never });
  await client.mine({ blocks: 1 });
}

async function answers(client: ChainClient, anvil: { hasEnded(): boolean; ended: Promise<string> }): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(15)) {
    if (anvil.hasEnded()) throw new Error(await anvil.ended);
    if (await client.getChainId().catch(() => undefined)) return;
  }
  throw new Error("no answer in 30 seconds");
}

/** A new chain gets USDC, Multicall3 and money for the demo accounts. */
async function equip(client: ChainClient, network: Network): Promise<void> {
  if (await client.getCode({ address: network.asset })) return;
  await installMulticall(client);
  await installToken(client, network);
  for (const { address } of [...accounts.creators, ...accounts.readers]) await mint(client, address, DEMO_BALANCE, network.asset);
}

function anvilArguments(
  port: number,
  { network = networks.local, stateFile, genesisTime, heartbeatSeconds }: ChainOptions,
): string[] {
  return [
    ...["--port", String(port), "--chain-id", String(network.chainId), "--slots-in-an-epoch", "1", "--quiet"],
    ...(stateFile ? ["--state", stateFile, "--state-interval", "5"] : []),
    ...(genesisTime && !(stateFile && existsSync(stateFile)) ? ["--timestamp", String(genesisTime)] : []),
    ...(heartbeatSeconds ? ["--block-time", String(heartbeatSeconds), "--mixed-mining"] : []),
  ];
}

/** anvil's native binary: its npm wrapper would only look it up, and install scripts need not have run. */
function anvilBinary(): string {
  const cpu = { x64: "amd64", arm64: "arm64" }[process.arch as string];
  const name = `@foundry-rs/anvil-${process.platform}-${cpu}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("@foundry-rs/anvil/package.json");
    return createRequire(wrapper).resolve(`${name}/bin/anvil`);
  } catch {
    throw new Error(
      `There is no local chain for this machine (${name} is not installed). Set RPC_URL and NETWORK to use another.`,
    );
  }
}

const backupOf = (stateFile: string) => `${stateFile}.bak`;

/** anvil does not write its state atomically: one cut short by a power loss is replaced by that of the last start. */
function repair(stateFile: string): void {
  if (!existsSync(stateFile)) return;
  try {
    JSON.parse(readFileSync(stateFile, "utf8"));
  } catch {
    if (existsSync(backupOf(stateFile))) copyFileSync(backupOf(stateFile), stateFile);
    else rmSync(stateFile);
  }
}
