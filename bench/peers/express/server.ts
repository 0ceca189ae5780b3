// The peer: one article behind @x402/express, upfront (settle, then serve), its facilitator in the same process so that no HTTP
// hop counts against it, one relayer key with viem's nonce manager. Settings: PORT, RPC_URL, RELAYER_PRIVATE_KEY, PAY_TO, PRICE,
// POLLING_MS (how often viem looks for a receipt; viem's default for this chain would be far slower) and CONTENT_BYTES.
import { x402Facilitator } from "@x402/core/facilitator";
import { toFacilitatorEvmSigner } from "@x402/evm";
import { ExactEvmScheme as FacilitatorScheme } from "@x402/evm/exact/facilitator";
import { ExactEvmScheme } from "@x402/evm/exact/server";
import { paymentMiddleware, x402ResourceServer } from "@x402/express";
import express from "express";
import { createWalletClient, http, nonceManager, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { baseSepolia } from "viem/chains";

const NETWORK = "eip155:84532";
const { PORT, RPC_URL, RELAYER_PRIVATE_KEY, PAY_TO, PRICE, POLLING_MS, CONTENT_BYTES } = process.env;

const account = privateKeyToAccount(RELAYER_PRIVATE_KEY as `0x${string}`, { nonceManager });
const wallet = createWalletClient({
  account,
  chain: baseSepolia,
  transport: http(RPC_URL),
  pollingInterval: Number(POLLING_MS),
  cacheTime: 0,
}).extend(publicActions);
const signer = toFacilitatorEvmSigner({ ...wallet, address: account.address } as never);
const facilitator = new x402Facilitator().register(NETWORK, new FacilitatorScheme(signer));

const resourceServer = new x402ResourceServer({
  verify: (payload, requirements) => facilitator.verify(payload, requirements),
  settle: (payload, requirements) => facilitator.settle(payload, requirements),
  getSupported: async () => facilitator.getSupported() as never,
}).register(NETWORK, new ExactEvmScheme());

const accepts = { scheme: "exact", network: NETWORK, payTo: PAY_TO, price: PRICE, maxTimeoutSeconds: 300, extra: { paymentFlow: "upfront" } };
const routes = { "GET /content": { accepts, description: "A piece", mimeType: "text/markdown" } };
const content = "x".repeat(Number(CONTENT_BYTES));

const app = express();
app.get("/health", (_request, response) => {
  response.send("ok");
});
app.use(paymentMiddleware(routes as never, resourceServer));
app.get("/content", (_request, response) => {
  response.type("text/markdown").send(content);
});
app.listen(Number(PORT), "127.0.0.1");
