// Interprets the paid resource's answers. After a payment is sent, an unclear answer means that its outcome is not known yet.
import type { OwnedFile } from "@/components/item/owned/types";
import { problemOf } from "@/lib/api-client/problem";
import { chooseRequirements, readPaymentRequired, readSettlement, type Shown } from "@/lib/x402/client";
import type { Content, WallEvent } from "./wall-machine";

export type Kind = "article" | "file";

/** Final, or to be asked again with the same header after `retryMs`. */
export type Answer = { final: true; event: WallEvent } | { final: false; retryMs: number };

const retryDefaultMs = 3_000;
const retryMaxMs = 30_000;

const final = (event: WallEvent): Answer => ({ final: true, event });

export function retryMsOf(response: Response): number {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, retryMaxMs) : retryDefaultMs;
}

async function readContent(kind: Kind, response: Response): Promise<Content> {
  if (kind === "article") return { kind, html: await response.text() };
  const { files, noteHtml } = (await response.json()) as { files: OwnedFile[]; noteHtml: string };
  return { kind, files, html: noteHtml };
}

/** A 200. Its body may still fail to arrive, but the item is owned. */
export async function readOpened(kind: Kind, response: Response, fresh: boolean): Promise<WallEvent> {
  const receiptId = response.headers.get("pennypost-receipt");
  try {
    return { type: "opened", content: await readContent(kind, response), receiptId, fresh };
  } catch {
    return { type: "load-failed" };
  }
}

/** A 402 to a payment: it was refused, and no money moved. */
async function readRefusal(response: Response, shown: Shown): Promise<Answer> {
  const reason = readSettlement(response)?.errorReason;
  const paymentRequired = await readPaymentRequired(response);
  const choice = chooseRequirements(paymentRequired.accepts, shown);
  if (!choice.ok && choice.why === "price_changed") return final({ type: "price-changed", amount: choice.amount });
  return final({ type: "refused", reason: reason ?? paymentRequired.error ?? "unexpected_settle_error" });
}

/** The answer to a payment. `again`: the header had been sent before, and its answer was missed. */
export async function readAnswer(response: Response, kind: Kind, shown: Shown, again: boolean): Promise<Answer> {
  if (response.ok) return final(await readOpened(kind, response, true));
  if (response.status === 402) return readRefusal(response, shown);
  const retryMs = retryMsOf(response);
  const { code } = await problemOf(response);
  switch (code) {
    case "already_owned":
    case "claim_required":
      return final({ type: "owned", how: again ? "paid" : "refused", purchasedAt: null });
    case "own_item":
      return final({ type: "own" });
    case "removed":
    case "not_found":
      return final({ type: "gone" });
    case "payments_paused":
      return again ? { final: false, retryMs } : final({ type: "paused" });
    case "invalid_payment_header":
    case "payment_conflict":
    case "wallet_blocked":
      return final({ type: "refused", reason: code });
    default:
      return { final: false, retryMs };
  }
}
