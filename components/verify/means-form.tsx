"use client";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import type { Verifier } from "./use-verifier";

/** What it is checked with, to be changed: the node, the key that must have signed, and the content. */
export function MeansForm({ verifier, kind }: { verifier: Verifier; kind: "article" | "file" }) {
  const { means, files, busy, again } = verifier;
  const [rpcUrl, setRpcUrl] = useState(means.rpcUrl);
  const [signer, setSigner] = useState(means.signer);
  const input = useRef<HTMLInputElement>(null);
  const chosen = () => ({ rpcUrl, signer, namedBy: signer === means.signer ? means.namedBy : null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    again(chosen(), files);
  };
  const what = kind === "article" ? "the article’s Markdown" : "one file or several";
  return (
    <form onSubmit={submit} className="mt-7">
      <h3 className="text-xl">Checked with</h3>
      <div className="mt-4 grid gap-5">
        <Field
          label="Node of the chain"
          hint="Asked by your browser, and by nobody in between. Any node of the same chain will do."
        >
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
        <Field
          label="Key that must have signed"
          hint={
            signer && signer === means.signer && means.namedBy
              ? `Named by ${means.namedBy}. Better is the one you kept when you bought.`
              : "The address that the shop names at /.well-known/pennypost.json."
          }
        >
          {(control) => (
            <Input
              {...control}
              spellCheck={false}
              pattern="0x[0-9a-fA-F]{40}"
              title="0x and 40 hex digits"
              value={signer}
              onChange={({ target }) => setSigner(target.value.trim())}
              className="figures text-sm"
            />
          )}
        </Field>
        <div>
          <p className="mb-1.5 text-sm font-semibold">
            Content <span className="font-normal text-ink-3">optional: {what}</span>
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
            aria-label="Choose content"
            onChange={({ target }) => {
              again(chosen(), [...(target.files ?? [])]);
              target.value = "";
            }}
          />
          <div className="mt-2 flex flex-wrap gap-3">
            <Button disabled={busy} onClick={() => input.current?.click()}>
              {files.length > 0 ? "Choose other content" : "Choose content"}
            </Button>
            <Button type="submit" variant="primary" disabled={busy}>
              {busy ? "Checking…" : "Check again"}
            </Button>
          </div>
        </div>
      </div>
    </form>
  );
}
