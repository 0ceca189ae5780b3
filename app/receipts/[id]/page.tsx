import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ZoneProvider } from "@/components/format/zone";
import { ReceiptView } from "@/components/receipt/receipt-view";
import { text } from "@/components/receipt/text";
import { SignInPrompt } from "@/components/wallet/sign-in-prompt";
import { readText } from "@/lib/i18n/read-locale";
import { Refusal } from "@/lib/kernel/errors";
import { getReceipt } from "@/lib/payments/library/get-receipt";
import { findRail } from "@/lib/payments/rails";
import type { Receipt } from "@/lib/payments/types";
import { services } from "@/lib/services";
import { readZone } from "@/lib/session/read-zone";
import { currentViewer } from "@/lib/session/session-cookie";
import type { Network } from "@/lib/x402/networks";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText(text)).title, robots: { index: false } };
}

function networkOf({ network, asset }: Receipt): Network {
  const { rails } = services();
  return (findRail(rails, { network, asset }) ?? rails[0]).network;
}

/** For the one who paid and the one who was paid; to everybody else it does not exist. */
export default async function ReceiptPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await currentViewer();
  const receipt = await getReceipt(services(), viewer, id).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") return undefined;
    throw error;
  });
  if (!receipt && viewer.kind === "person") notFound();
  const zone = await readZone();
  return (
    <ZoneProvider zone={zone}>
      {receipt ? (
        <ReceiptView receipt={receipt} network={networkOf(receipt)} zone={zone} />
      ) : (
        <div className="page pt-8">
          <SignInPrompt purpose="receipt" />
        </div>
      )}
    </ZoneProvider>
  );
}
