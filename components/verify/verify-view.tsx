"use client";
import dynamic from "next/dynamic";
import { Notice } from "@/components/ui/notice";
import { ReceiptDrop } from "./receipt-drop";
import { useVerifier } from "./use-verifier";

const VerdictSheet = dynamic(() => import("./verdict-sheet").then((module) => module.VerdictSheet));

/** Everything happens here, in the browser: the receipt and the content go nowhere. */
export function VerifyView() {
  const verifier = useVerifier();
  const { verdict, busy, problem, open } = verifier;
  return (
    <div className="page py-8 md:py-14">
      <div className="mx-auto max-w-2xl">
        <h1 className="text-3xl md:text-4xl">Verify a receipt</h1>
        <p className="mt-3 mb-7 text-pretty text-ink-2">
          Its signatures, the payment on the chain and the bytes that were bought are checked here, in your browser. Nothing is
          uploaded, and nobody is asked to be believed: the chain is read from a node that you may choose.
        </p>
        {problem && (
          <Notice tone="red" className="mb-5">
            {problem}
          </Notice>
        )}
        {verdict ? <VerdictSheet verdict={verdict} verifier={verifier} /> : <ReceiptDrop busy={busy} onText={open} />}
      </div>
    </div>
  );
}
