import type { Metadata } from "next";
import { VerifyView } from "@/components/verify/verify-view";

export const metadata: Metadata = {
  title: "Verify a receipt",
  description: "Check a Pennypost receipt against its signatures, the chain and the bytes, in your own browser.",
  alternates: { canonical: "/verify" },
};

export default function VerifyPage() {
  return <VerifyView />;
}
