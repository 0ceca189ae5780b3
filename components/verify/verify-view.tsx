"use client";
import dynamic from "next/dynamic";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { ReceiptDrop } from "./receipt-drop";
import { text } from "./text";
import { useVerifier } from "./use-verifier";

const VerdictSheet = dynamic(() => import("./verdict-sheet").then((module) => module.VerdictSheet));

/** Everything happens here, in the browser: the receipt and the content go nowhere. */
export function VerifyView() {
  const verifier = useVerifier();
  const { verdict, busy, problem, open } = verifier;
  const t = useText(text);
  return (
    <div className="page py-8 md:py-14">
      <div className="mx-auto max-w-2xl">
        <h1 className="text-3xl md:text-4xl">{t.title}</h1>
        <p className="mt-3 mb-7 text-pretty text-ink-2">{t.intro}</p>
        {problem && (
          <Notice tone="red" className="mb-5">
            {t[problem]}
          </Notice>
        )}
        {verdict ? <VerdictSheet verdict={verdict} verifier={verifier} /> : <ReceiptDrop busy={busy} onText={open} />}
      </div>
    </div>
  );
}
