"use client";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import type { Verifier } from "./use-verifier";

/** What it is checked with, to be changed: the node, the key that must have signed, and the content. */
export function MeansForm({ verifier, kind }: { verifier: Verifier; kind: "article" | "file" }) {
  const { means, files, busy, again } = verifier;
  const t = useText(text);
  const [rpcUrl, setRpcUrl] = useState(means.rpcUrl);
  const [signer, setSigner] = useState(means.signer);
  const input = useRef<HTMLInputElement>(null);
  const chosen = () => ({ rpcUrl, signer, namedBy: signer === means.signer ? means.namedBy : null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    again(chosen(), files);
  };
  return (
    <form onSubmit={submit} className="mt-7">
      <h3 className="text-xl">{t.means}</h3>
      <div className="mt-4 grid gap-5">
        <Field label={t.node} hint={t.nodeHint}>
          {(control) => (
            <Input
              {...control}
              type="url"
              spellCheck={false}
              value={rpcUrl}
              onChange={({ target }) => setRpcUrl(target.value)}
              className="figures text-sm"
            />
          )}
        </Field>
        <Field label={t.key} hint={signer && signer === means.signer && means.namedBy ? t.keyNamed(means.namedBy) : t.keyHint}>
          {(control) => (
            <Input
              {...control}
              spellCheck={false}
              pattern="0x[0-9a-fA-F]{40}"
              title={t.keyForm}
              value={signer}
              onChange={({ target }) => setSigner(target.value.trim())}
              className="figures text-sm"
            />
          )}
        </Field>
        <div>
          <p className="mb-1.5 text-sm font-semibold">
            {t.content} <span className="font-normal text-ink-3">{t.contentOf(kind)}</span>
          </p>
          <ul className="text-sm text-ink-2">
            {files.map((file) => (
              <li key={file.name} className="break-all">
                {file.name}
              </li>
            ))}
          </ul>
          <input
            ref={input}
            type="file"
            multiple={kind === "file"}
            hidden
            aria-label={t.chooseContent}
            onChange={({ target }) => {
              again(chosen(), [...(target.files ?? [])]);
              target.value = "";
            }}
          />
          <div className="mt-2 flex flex-wrap gap-3">
            <Button disabled={busy} onClick={() => input.current?.click()}>
              {files.length > 0 ? t.chooseOther : t.chooseContent}
            </Button>
            <Button type="submit" variant="primary" disabled={busy}>
              {busy ? t.checking : t.again}
            </Button>
          </div>
        </div>
      </div>
    </form>
  );
}
