import { toAddress } from "../../kernel/address";
import type { Network } from "../../x402/networks";

/** The name of a lease on work for one token on one chain. */
export const leaseOf = (work: string, { chainId, asset }: Network): string => `${work}:${chainId}:${toAddress(asset)}`;
