"use client";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { StampOutline } from "@/components/ui/stamp-outline";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface ReceiptDropProps {
  busy: boolean;
  onText: (text: string) => void;
  /** One receipt, or an archive of several. */
  onFile: (file: File) => void;
}

/** Where receipts come in: dropped, chosen, or pasted. */
export function ReceiptDrop({ busy, onText, onFile }: ReceiptDropProps) {
  const t = useText(text);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState("");
  const onDrag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === "dragover");
  };
  const onDrop = (event: DragEvent) => {
    onDrag(event);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same */}
      <div
        onDrop={onDrop}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        className={`flex flex-col items-center border px-5 py-12 text-center ${over ? "border-red bg-red-wash" : "border-rule bg-raised"}`}
      >
        <StampOutline className={`mb-6 h-16 ${over ? "text-red" : "text-rule-strong"}`} />
        <p className="font-serif text-xl">{busy ? t.looking : t.drop}</p>
        <p className="mt-1 mb-6 text-sm text-ink-3">
          {t.theFile} <span className="figures break-all">pennypost-pur_….json</span>
          {t.orAll} <span className="figures break-all">pennypost-receipts.zip</span>
        </p>
        <Button variant="primary" disabled={busy} onClick={() => input.current?.click()}>
          {t.choose}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,.zip,application/json,application/zip"
          hidden
          aria-label={t.choose}
          onChange={({ target }) => {
            if (target.files?.[0]) onFile(target.files[0]);
            target.value = "";
          }}
        />
      </div>
      <details className="mt-5 border-b border-rule pb-4 text-sm">
        <summary className="cursor-pointer font-semibold text-ink-2">{t.paste}</summary>
        <Field label={t.json} className="mt-4">
          {(control) => (
            <Textarea
              {...control}
              rows={7}
              spellCheck={false}
              value={pasted}
              onChange={({ target }) => setPasted(target.value)}
              className="figures text-sm"
            />
          )}
        </Field>
        <Button className="mt-3" disabled={busy || !pasted.trim()} onClick={() => onText(pasted)}>
          {t.check}
        </Button>
      </details>
      <p className="mt-5 text-sm text-pretty text-ink-3">
        {t.script} <code className="figures break-words">npm run verify-receipt -- FILE…</code> {t.where}
      </p>
    </>
  );
}
