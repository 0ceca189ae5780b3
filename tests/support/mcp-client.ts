// An agent with the official client of MCP and the stock client of x402: what it pays and proves is made by those packages.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { PaymentRequired } from "@x402/core/types";
import { ExactEvmScheme } from "@x402/evm/exact/client";
import { createSIWxPayload } from "@x402/extensions/sign-in-with-x";
import { x402Client } from "@x402/fetch";
import type { LocalAccount } from "viem";

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export interface Agent {
  client: Client;
  call(name: string, args: object, meta?: object): Promise<CallToolResult>;
  /** Signs the first offer of an unpaid result. */
  pay(unpaid: CallToolResult): Promise<{ "x402/payment": object }>;
  /** Signs the challenge of an unpaid result. */
  prove(unpaid: CallToolResult, url: string): Promise<{ "x402/sign-in-with-x": object }>;
}

/** What `content` says. */
export function textOf({ content: [first] }: CallToolResult): string {
  return first?.type === "text" ? first.text : "";
}

export async function connectAgent(url: string, { account }: { account: LocalAccount }, ask: Fetch = fetch): Promise<Agent> {
  const client = new Client({ name: "a test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { fetch: ask }));
  const payer = new x402Client().register("eip155:*", new ExactEvmScheme(account));
  const requiredBy = ({ structuredContent }: CallToolResult) => structuredContent as unknown as PaymentRequired;
  return {
    client,
    call: async (name, args, meta) =>
      (await client.callTool({ name, arguments: { ...args }, ...(meta ? { _meta: { ...meta } } : {}) })) as CallToolResult,
    pay: async (unpaid) => ({ "x402/payment": await payer.createPaymentPayload(requiredBy(unpaid)) }),
    async prove(unpaid, boundTo) {
      const offered = requiredBy(unpaid).extensions?.["sign-in-with-x"] as
        | { info: object; supportedChains: object[] }
        | undefined;
      const challenge = { ...offered?.info, ...offered?.supportedChains[0] } as Parameters<typeof createSIWxPayload>[0];
      return { "x402/sign-in-with-x": await createSIWxPayload(challenge, account, boundTo) };
    },
  };
}
