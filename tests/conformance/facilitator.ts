// A remote facilitator as the x402 packages make one: their facilitator, their exact schemes of both versions, a viem wallet
// that pays the gas, and the REST interface of the specification around it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { x402Facilitator } from "@x402/core/facilitator";
import type { PaymentPayload, PaymentRequirements } from "@x402/core/types";
import { toFacilitatorEvmSigner } from "@x402/evm";
import { ExactEvmScheme } from "@x402/evm/exact/facilitator";
import { ExactEvmSchemeV1 } from "@x402/evm/exact/v1/facilitator";
import { createWalletClient, http, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { baseSepolia } from "viem/chains";
import { createNonceManager, jsonRpc } from "viem/nonce";
import type { LocalAccount } from "../../scripts/local/accounts";

export interface RemoteFacilitator {
  url: string;
  /** Bodies of the calls so far, by path. */
  calls: {
    path: string;
    body: { x402Version: number; paymentPayload: PaymentPayload; paymentRequirements: PaymentRequirements };
  }[];
  stop(): Promise<void>;
}

function facilitatorOn(rpcUrl: string, { privateKey }: LocalAccount): x402Facilitator {
  // viem's own nonceManager is one for the process, and would go on counting where another file's chain ended.
  const nonceManager = createNonceManager({ source: jsonRpc() });
  const account = privateKeyToAccount(privateKey, { nonceManager });
  const wallet = createWalletClient({ account, chain: baseSepolia, transport: http(rpcUrl), pollingInterval: 25 }).extend(
    publicActions,
  );
  // Every method is there; only the package's types of their parameters are looser than viem's.
  const signer = toFacilitatorEvmSigner({ ...wallet, address: account.address } as unknown as Parameters<
    typeof toFacilitatorEvmSigner
  >[0]);
  return new x402Facilitator()
    .register("eip155:84532", new ExactEvmScheme(signer))
    .registerV1("base-sepolia" as never, new ExactEvmSchemeV1(signer));
}

export async function startFacilitator(rpcUrl: string, payer: LocalAccount): Promise<RemoteFacilitator> {
  const facilitator = facilitatorOn(rpcUrl, payer);
  const calls: RemoteFacilitator["calls"] = [];
  const answer = async (path: string, text: string): Promise<unknown> => {
    if (path === "/supported") return facilitator.getSupported();
    const body = JSON.parse(text);
    calls.push({ path, body });
    if (path === "/verify") return facilitator.verify(body.paymentPayload, body.paymentRequirements);
    if (path === "/settle") return facilitator.settle(body.paymentPayload, body.paymentRequirements);
    throw new Error(`no such path: ${path}`);
  };
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", async () => {
      // As facilitators with a catalogue do.
      const said = Buffer.from(JSON.stringify({ bazaar: { status: "processing" } })).toString("base64");
      const headers = { "Content-Type": "application/json", "EXTENSION-RESPONSES": said };
      const json = (status: number, body: unknown) => response.writeHead(status, headers).end(JSON.stringify(body));
      await answer(request.url ?? "", text).then(
        (body) => json(200, body),
        (error: unknown) => json(500, { error: String(error) }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, calls, stop };
}
