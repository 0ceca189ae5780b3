import { streamZip } from "@/lib/http/serve-zip";
import type { Address } from "@/lib/kernel/address";
import { signedReceipts } from "@/lib/payments/library/sign-receipt";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "downloadReceipts",
    summary: "The signed receipts of everything the signed-in wallet owns, as a ZIP archive",
    description:
      "One file for each purchase, the same that `getReceipt` gives: anybody can verify them without this server. Streamed: the size is not known before.",
    tag: "Library",
    auth: "session",
    scope: "library",
    limit: { requests: 10, seconds: 60, isShared: true },
    response: { description: "The archive", mediaType: "application/zip" },
  },
  async ({ actor }) => streamZip("pennypost-receipts", receiptFiles(actor.wallet)),
);

async function* receiptFiles(wallet: Address) {
  for await (const signed of signedReceipts(services(), wallet)) {
    const { id, settledAt } = signed.receipt;
    yield { name: `pennypost-${id}.json`, lastModified: new Date(settledAt), input: `${JSON.stringify(signed, null, 2)}\n` };
  }
}
