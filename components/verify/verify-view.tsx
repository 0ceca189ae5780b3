"use client";
import dynamic from "next/dynamic";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { text as bundleText } from "./bundle/text";
import { useBundle } from "./bundle/use-bundle";
import { RECEIPT_BYTES_MAX } from "./limits";
import { ReceiptDrop } from "./receipt-drop";
import { text } from "./text";
import { useVerifier } from "./use-verifier";

const VerdictSheet = dynamic(() => import("./verdict-sheet").then((module) => module.VerdictSheet));
const BundleSheet = dynamic(() => import("./bundle/bundle-sheet").then((module) => module.BundleSheet));

/** What any ZIP archive begins with, whatever it is called. */
const isArchive = (file: File) =>
  file
    .slice(0, 2)
    .text()
    .then(
      (start) => start === "PK",
      () => false,
    );

/** Everything happens here, in the browser: the receipts and the content go nowhere. */
export function VerifyView() {
  const verifier = useVerifier();
  const bundle = useBundle();
  const { verdict, busy, open } = verifier;
  const t = useText(text);
  const bundled = useText(bundleText);
  const problem = (verifier.problem && t[verifier.problem]) ?? (bundle.problem && { ...bundled, ...t }[bundle.problem]);
  const openFile = async (file: File) => {
    verifier.clear();
    bundle.clear();
    if (await isArchive(file)) bundle.open(file);
    else open(file.slice(0, RECEIPT_BYTES_MAX).text());
  };
  return (
    <div className="page py-8 md:py-14">
      <div className="mx-auto max-w-2xl">
        <h1 className="text-3xl md:text-4xl">{t.title}</h1>
        <p className="mt-3 mb-7 text-pretty text-ink-2">{t.intro}</p>
        {problem && (
          <Notice tone="red" className="mb-5">
            {problem}
          </Notice>
        )}
        {verdict ? (
          <VerdictSheet verdict={verdict} verifier={verifier} end={bundle.view ? t.back : t.another} />
        ) : bundle.view ? (
          <BundleSheet view={bundle.view} onLook={(row) => open(row.text)} onClear={bundle.clear} />
        ) : (
          <ReceiptDrop busy={busy} onText={open} onFile={(file) => void openFile(file)} />
        )}
      </div>
    </div>
  );
}
