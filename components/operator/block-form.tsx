"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { call } from "@/lib/browser/api";
import { noteMax } from "@/lib/catalog/limits";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { text } from "./text";

/** Blocks a wallet. */
export function BlockForm() {
  const t = useText(text);
  const router = useRouter();
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const { busy, problem, run, errorOf, amend } = useAction();
  const block = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const [address, note] = [String(said.get("address")).trim(), String(said.get("note"))];
    const isDone = await run(async () => {
      await call("PUT /api/operator/blocklist/{address}", { params: { address }, body: { note } });
      return true;
    });
    if (!isDone) return;
    form.current?.reset();
    announce(t.done);
    router.refresh();
  };
  return (
    <form ref={form} onSubmit={(event) => void block(event)} onInput={amend} className="mt-6 grid max-w-3xl gap-4 sm:grid-cols-2">
      <Field label={t.blocklist.wallet} error={errorOf("address")}>
        {(control) => (
          <Input
            name="address"
            required
            pattern="\s*0x[0-9a-fA-F]{40}\s*"
            placeholder="0x…"
            autoComplete="off"
            spellCheck={false}
            className="figures"
            {...control}
          />
        )}
      </Field>
      <Field label={t.blocklist.note} optional error={errorOf("note")}>
        {(control) => <Input name="note" maxLength={noteMax} {...control} />}
      </Field>
      {problem && !problem.issues.length && (
        <Notice tone="red" className="sm:col-span-2">
          {problem.message}
        </Notice>
      )}
      <div className="sm:col-span-2">
        <Button type="submit" variant="primary" disabled={busy}>
          {t.blocklist.block}
        </Button>
      </div>
    </form>
  );
}
