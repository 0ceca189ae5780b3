// How vendors say that they are asked too often.
import { HttpAnswer, RpcRefusal } from "./refusal";

export const rateRefusals: readonly (RpcRefusal | HttpAnswer)[] = [
  // The proxy in front of Base's own endpoints: ethereum-optimism/infra, proxyd/backend.go.
  new RpcRefusal(-32016, "over rate limit", 429),
  // The same behind a gateway that calls every JSON a success.
  new RpcRefusal(-32016, "over rate limit"),
  // Infura, and EIP-1474's code.
  new RpcRefusal(-32005, "Too Many Requests", 429),
  new RpcRefusal(-32005, "limit exceeded"),
  // QuickNode (viem, utils/buildRequest.ts).
  new RpcRefusal(-32007, "50/second request limit reached - reduce calls per second or upgrade your account"),
  // Alchemy.
  new RpcRefusal(429, "Your app has exceeded its compute units per second capacity."),
  // Cloudflare, before anybody has read the call.
  new HttpAnswer(429, "text/plain", "error code: 1015"),
];
