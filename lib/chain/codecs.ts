// A wallet's money as JSON.
import { z } from "zod";
import { amountCodec } from "../kernel/codecs";

export const balanceCodec = z.object({ amount: amountCodec });
export const faucetCodec = z.object({ amount: amountCodec, transaction: z.string() });
