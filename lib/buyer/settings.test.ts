import { describe, expect, it } from "vitest";
import { readSettings } from "./settings";

const DEMO = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const OWN = `0x${"17".repeat(32)}`;
const env = { BUYER_PRIVATE_KEY: OWN, BUYER_HOSTS: "pennypost.example, localhost:3000" };

describe("the buyer's settings", () => {
  it("allow ten cents a piece and a dollar a day on a test network, where nothing else is said", () => {
    const { maxPrice, dailyBudget, networks, hosts, dryRun } = readSettings(env);
    expect([maxPrice, dailyBudget, networks.map(({ v1 }) => v1), dryRun]).toEqual([
      100_000n,
      1_000_000n,
      ["base-sepolia"],
      false,
    ]);
    expect([...hosts]).toEqual(["pennypost.example", "localhost:3000"]);
  });

  it("refuse a key that everybody knows on a real network, and take it on a test network", () => {
    expect(() => readSettings({ ...env, BUYER_PRIVATE_KEY: DEMO, BUYER_NETWORKS: "base-sepolia,base" })).toThrow(/demo key/);
    expect(readSettings({ ...env, BUYER_PRIVATE_KEY: DEMO }).networks).toHaveLength(1);
    expect(readSettings({ ...env, BUYER_NETWORKS: "base" }).networks).toHaveLength(1);
  });

  it("have hosts as they stand in addresses", () => {
    const { hosts } = readSettings({ ...env, BUYER_HOSTS: "Pennypost.Example:443, bücher.example,[::1]:3000" });
    expect([...hosts]).toEqual(["pennypost.example", "xn--bcher-kva.example", "[::1]:3000"]);
  });

  it("name a node of one network, or each network's own", () => {
    const given = { ...env, BUYER_RPC_URL: "https://node.example/" };
    expect(readSettings(given).networks.map(({ publicRpc }) => publicRpc)).toEqual(["https://node.example/"]);
    expect(() => readSettings({ ...given, BUYER_NETWORKS: "base,base-sepolia" })).toThrow(/BUYER_RPC_URL/);
  });

  it.each([
    ["BUYER_PRIVATE_KEY", undefined],
    ["BUYER_PRIVATE_KEY", "0x1234"],
    ["BUYER_HOSTS", undefined],
    ["BUYER_HOSTS", " , "],
    ["BUYER_HOSTS", "*"],
    ["BUYER_HOSTS", "https://pennypost.example/"],
    ["BUYER_HOSTS", "user@pennypost.example"],
    ["BUYER_RPC_URL", "node.example"],
    ["BUYER_MAX_MIB", "0"],
    ["BUYER_NETWORKS", "ethereum"],
    ["BUYER_MAX_PRICE", "-1"],
    ["BUYER_MAX_PRICE", "1e9"],
    ["BUYER_DAILY_BUDGET", "a lot"],
    ["BUYER_DRY_RUN", "perhaps"],
    ["BUYER_PATIENCE_SECONDS", "0"],
  ])("say what is wrong with %s = %s, and never what the key is", (name, value) => {
    const attempt = () => readSettings({ ...env, [name]: value });
    expect(attempt).toThrow(name);
    expect(attempt).not.toThrow(/1717|0x1234/);
  });
});
