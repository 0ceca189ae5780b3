// A shop of another make: @x402/express as its guide has it, with a remote facilitator of the x402 packages.
import { HTTPFacilitatorClient } from "@x402/core/server";
import { ExactEvmScheme } from "@x402/evm/exact/server";
import { paymentMiddleware, x402ResourceServer } from "@x402/express";
import express from "express";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { startFacilitator } from "../conformance/facilitator";
import { type Site, startSite } from "./hostile-site";

const NETWORK = "eip155:84532";

/** Sells `/article/…`, each for this price (as "$0.05"). */
export async function startExpressShop(rpcUrl: string, { price, content }: { price: string; content: string }): Promise<Site> {
  const facilitator = await startFacilitator(rpcUrl, accounts.relayer);
  const server = new x402ResourceServer(new HTTPFacilitatorClient({ url: facilitator.url }));
  server.register(NETWORK, new ExactEvmScheme());
  const { address: payTo } = accounts.creators[0] as LocalAccount;
  const accepts = { scheme: "exact", network: NETWORK, payTo, price, maxTimeoutSeconds: 300 } as const;
  const app = express();
  app.use(paymentMiddleware({ "GET /article/*": { accepts, description: "An article", mimeType: "text/markdown" } }, server));
  app.get("/article/:name", (_request, response) => {
    response.type("text/markdown").send(content);
  });
  const site = await startSite(app);
  return {
    ...site,
    async stop() {
      await site.stop();
      await facilitator.stop();
    },
  };
}
