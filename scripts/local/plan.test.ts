import { describe, expect, it } from "vitest";
import { accounts } from "./accounts";
import { plan } from "./plan";

const elsewhere = {
  DATABASE_URL: "postgresql://db.example/p",
  RPC_URL: "https://rpc.example",
  NETWORK: "base",
  FACILITATOR_URL: "https://f.example",
  SERVER_SECRET: "5f".repeat(32),
};

describe("plan", () => {
  it("brings everything itself when nothing is configured", () => {
    const { port, ownDatabase, ownChain, settings } = plan({});
    expect({ port, ownDatabase, ownChain }).toEqual({ port: 3000, ownDatabase: true, ownChain: true });
    expect(settings).toMatchObject({
      NETWORK: "local",
      PUBLIC_ORIGIN: "http://localhost:3000",
      RELAYER_PRIVATE_KEY: accounts.relayer.privateKey,
    });
  });

  it("starts nothing of its own, and lends no published key, when all is configured", () => {
    const { ownDatabase, ownChain, settings } = plan(elsewhere);
    expect([ownDatabase, ownChain, settings.RELAYER_PRIVATE_KEY]).toEqual([false, false, undefined]);
  });

  it("moves the origin with the port, unless one is given", () => {
    expect(plan({ PORT: "4000" }).settings.PUBLIC_ORIGIN).toBe("http://localhost:4000");
    expect(plan({ PORT: "4000", PUBLIC_ORIGIN: "https://penny.example" }).settings.PUBLIC_ORIGIN).toBe("https://penny.example");
  });

  it.each([
    [{ NETWORK: "base" }, /^RPC_URL is not set/],
    [{ NETWORK: "solana" }, /NETWORK: .*base-sepolia/],
    [{ PUBLIC_ORIGIN: "pennypost.example" }, /PUBLIC_ORIGIN: must be an http\(s\) address/],
    [{ PORT: "http" }, /^PORT must be a whole number/],
    [{ PORT: "70000" }, /^PORT must be a whole number/],
    [{ ...elsewhere, NETWORK: undefined }, /NETWORK is not set/],
    [{ ...elsewhere, FACILITATOR_URL: undefined }, /RELAYER_PRIVATE_KEY/],
    [{ DATABASE_URL: "mysql://x" }, /DATABASE_URL: must be a postgresql/],
    [{ DIRECT_DATABASE_URL: "postgresql://db.example/p" }, /^DIRECT_DATABASE_URL is set, and DATABASE_URL is not/],
  ])("says in a sentence what is wrong with %j", (settings, sentence) => {
    expect(() => plan(settings)).toThrow(sentence);
  });
});
