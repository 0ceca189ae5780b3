import { generatePrivateKey } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";
import { LOCAL_SERVER_SECRET } from "./published-keys";

const settings = {
  DATABASE_URL: "postgresql://localhost/pennypost",
  RPC_URL: "https://node.example",
  NETWORK: "base",
  PUBLIC_ORIGIN: "https://pennypost.example",
  RELAYER_PRIVATE_KEY: generatePrivateKey(),
  SERVER_SECRET: "5f".repeat(32),
};
/** With nobody's key to look up. */
const remote = { RELAYER_PRIVATE_KEY: undefined, FACILITATOR_URL: "https://facilitator.example" };
const PUBLISHED_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

describe("settings", () => {
  it("are complete with these six", () => {
    expect(parseEnv(settings)).toMatchObject({ NETWORK: "base", SWEEP_INTERVAL_SECONDS: 12 });
  });

  it("believe one proxy behind https and none before it, unless they say how many there are", () => {
    const proxies = (more: object) => parseEnv({ ...settings, ...more }).TRUSTED_PROXIES;
    expect(proxies({})).toBe(1);
    expect(proxies({ PUBLIC_ORIGIN: "http://localhost:3000" })).toBe(0);
    expect(proxies({ TRUSTED_PROXIES: "2" })).toBe(2);
    expect(proxies({ TRUSTED_PROXIES: "0" })).toBe(0);
  });

  it("take a receiver's headers as OpenTelemetry writes them", () => {
    const headersOf = (text: string) => parseEnv({ ...settings, OTEL_EXPORTER_OTLP_HEADERS: text }).OTEL_EXPORTER_OTLP_HEADERS;
    expect(headersOf("Authorization=Bearer%20a=b, x-team=ops")).toEqual({ authorization: "Bearer a=b", "x-team": "ops" });
    expect(headersOf("")).toEqual({});
  });

  it("take an empty value for none", () => {
    expect(parseEnv({ ...settings, WALLETCONNECT_PROJECT_ID: "" }).WALLETCONNECT_PROJECT_ID).toBeUndefined();
  });

  it.each([
    [{ DATABASE_URL: undefined }, "DATABASE_URL is not set."],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL: must be a postgresql:// URL."],
    [{ DIRECT_DATABASE_URL: "localhost" }, "DIRECT_DATABASE_URL: must be a postgresql:// URL."],
    [{ NETWORK: "solana" }, "NETWORK: "],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "localhost" }, "OTEL_EXPORTER_OTLP_ENDPOINT: must be an http(s) address."],
    [{ OTEL_EXPORTER_OTLP_HEADERS: "a=%zz" }, "OTEL_EXPORTER_OTLP_HEADERS: must be headers, as"],
    [{ OTEL_TRACES_SAMPLER_ARG: "2" }, "OTEL_TRACES_SAMPLER_ARG: must be a share from 0 to 1."],
    [{ PUBLIC_ORIGIN: "https://a.example/shop" }, "PUBLIC_ORIGIN: must be an origin without a path."],
    [{ RELAYER_PRIVATE_KEY: undefined }, "RELAYER_PRIVATE_KEY: set it (a key that holds gas only), or FACILITATOR_URL."],
    [{ RELAYER_PRIVATE_KEY: "secret" }, "RELAYER_PRIVATE_KEY: must be 0x and 64 hex digits."],
    [{ RELAYER_PRIVATE_KEY: `${generatePrivateKey()},secret` }, "RELAYER_PRIVATE_KEY: must be 0x and 64 hex digits."],
    [{ RELAYER_PRIVATE_KEY: `${generatePrivateKey()},${PUBLISHED_KEY}` }, "RELAYER_PRIVATE_KEY: is a published test key"],
    [{ SERVER_SECRET: undefined }, "SERVER_SECRET: set it to 32 random bytes or more"],
    [{ SERVER_SECRET: LOCAL_SERVER_SECRET }, "SERVER_SECRET: set it to 32 random bytes or more"],
    [{ SERVER_SECRET: "secret" }, "SERVER_SECRET: must have 32 characters or more."],
    [{ CONFIRMATIONS: "1:1,25:3" }, 'CONFIRMATIONS: must be numbers of blocks by price, as "1:1,25:2,*:3".'],
    [{ CONFIRMATIONS: "1:1,*:safe" }, 'CONFIRMATIONS: must be numbers of blocks by price, as "1:1,25:2,*:3".'],
    [{ RAILS: "base-eurc" }, 'RAILS: must be names with nodes, as "base-eurc=https://node.example", of local, '],
    [{ RAILS: "constructor=https://node.example" }, "RAILS: must be names with nodes"],
    [{ ...remote, RAILS: "base=https://node.example" }, "RAILS: names a network twice, or that of NETWORK."],
    [{ ...remote, RAILS: "base-sepolia=https://node.example" }, "RAILS: mixes money with the money of test networks."],
    [
      { ...remote, NETWORK: "base-sepolia", RAILS: "local-eurc=http://127.0.0.1:8546" },
      "RAILS: mixes local chains and public ones, of which some have the same chain id.",
    ],
    [
      { NETWORK: "local", RAILS: "base-sepolia=https://node.example" },
      "RAILS: mixes local chains and public ones, of which some have the same chain id.",
    ],
    [
      { S3_ENDPOINT: "https://s3.example", S3_BUCKET: "b", S3_SECRET_ACCESS_KEY: "secret" },
      "S3_ACCESS_KEY_ID: set it as well, or none of the S3 settings",
    ],
    [{ S3_ENDPOINT: "s3.example" }, "S3_ENDPOINT: must be an http(s) address."],
    [{ RELAYER_DAILY_ETH: "much" }, "RELAYER_DAILY_ETH: must be a decimal number, as 0.05."],
    [{ RELAYER_DAILY_ETH: "9.3" }, "RELAYER_DAILY_ETH: must be at most 9 ETH."],
    [{ RELAYER_MAX_FEE_GWEI: "4000" }, "RELAYER_MAX_FEE_GWEI: must be at most 1000 gwei."],
    [
      { RELAYER_PRIVATE_KEY: PUBLISHED_KEY },
      "RELAYER_PRIVATE_KEY: is a published test key; anybody could spend its gas on a real network.",
    ],
  ])("say what is wrong with %o in one sentence, and never a secret's value", (change, sentence) => {
    const message = (() => {
      try {
        parseEnv({ ...settings, ...change });
      } catch (error) {
        return String(error);
      }
      return "accepted";
    })();
    expect(message).toContain(sentence);
    expect(message).not.toContain("secret");
  });

  it("take a published key on the local chain only", () => {
    expect(parseEnv({ ...settings, NETWORK: "local", RELAYER_PRIVATE_KEY: PUBLISHED_KEY }).NETWORK).toBe("local");
  });

  it("take further rails, each with its node", () => {
    const { RAILS } = parseEnv({ ...settings, ...remote, RAILS: "base-eurc=https://a.example/v2/key" });
    expect(RAILS).toEqual([{ name: "base-eurc", rpcUrl: "https://a.example/v2/key" }]);
  });

  it("take several relayer keys", () => {
    const keys = [generatePrivateKey(), generatePrivateKey()];
    expect(parseEnv({ ...settings, RELAYER_PRIVATE_KEY: keys.join(", ") }).RELAYER_PRIVATE_KEY).toEqual(keys);
  });
});
