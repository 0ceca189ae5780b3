import { isSigned } from "@/lib/auth/sign-in";
import type { PayoutDeps } from "@/lib/catalog/creators/change-payout";
import { toAddress } from "@/lib/kernel/address";
import { services } from "@/lib/services";

export function payoutDeps(): PayoutDeps {
  const { db, clock, origin, network, chain } = services();
  const verifyMessage = chain.verifyMessage;
  const check = (signed: Parameters<PayoutDeps["isSigned"]>[0]) => isSigned({ verifyMessage }, signed);
  return { db, clock, origin, chainId: network.chainId, asset: toAddress(network.asset), isSigned: check };
}
