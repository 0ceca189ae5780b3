// Blocked wallets, in the domain and as JSON.
import { z } from "zod";
import { addressCodec, instantCodec } from "../kernel/codecs";

export const blockedWalletCodec = z.object({
  wallet: addressCodec,
  note: z.string().describe("For operators: why."),
  at: instantCodec,
});
export type BlockedWallet = z.output<typeof blockedWalletCodec>;
