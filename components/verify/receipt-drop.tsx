"use client";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { StampOutline } from "@/components/ui/stamp-outline";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** More than any receipt: what is read beyond is none. */
const BYTES_READ = 4_000_000;

/** Where a receipt comes in: dropped, chosen, or pasted. */
export function ReceiptDrop({ busy, onText }: { busy: boolean; onText: (text: string) => void }) {
  const t = useText(text);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState("");
  const read = async (file: File | undefined) => file && onText(await file.slice(0, BYTES_READ).text());
  const onDrag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === "dragover");
  };
  const onDrop = (event: DragEvent) => {
    onDrag(event);
    void read(event.dataTransfer.files[0]);
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
        </p>
        <Button variant="primary" disabled={busy} onClick={() => input.current?.click()}>
          {t.choose}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t.choose}
          onChange={({ target }) => {
            void read(target.files?.[0]);
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
