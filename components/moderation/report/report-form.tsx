"use client";
import { type FormEvent, useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Field, Input, Textarea } from "@/components/ui/field";
import { FocusedHeading } from "@/components/ui/focused-heading";
import { Notice } from "@/components/ui/notice";
import { call } from "@/lib/browser/api";
import { type ModerationReason, moderationReasons } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import { reportContactMax, reportTextMax } from "@/lib/moderation/codecs";
import { useAction } from "../../api/use-action";
import { text } from "./text";

/** What a reader says of a piece; once it is sent, a word of thanks. */
export function ReportForm({ itemId, path }: { itemId: string; path: string }) {
  const t = useText(text);
  const { busy, problem, run, errorOf, amend } = useAction();
  const [isSent, setSent] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? "");
    const body = { reason: said("reason") as ModerationReason, text: said("text"), contact: said("contact") };
    const done = await run(async () => {
      await call("POST /api/items/{itemId}/reports", { params: { itemId }, body });
      return true;
    });
    if (done) setSent(true);
  };
  if (isSent) {
    return (
      <div className="mt-8">
        <FocusedHeading className="text-xl">{t.done}</FocusedHeading>
        <LinkButton href={path} className="mt-5">
          {t.back}
        </LinkButton>
      </div>
    );
  }
  const loose = problem && !problem.issues.length ? problem.message : null;
  return (
    <form onSubmit={(event) => void send(event)} onInput={amend} className="mt-8 space-y-6">
      <fieldset>
        <legend className="mb-1.5 text-sm font-semibold">{t.reason}</legend>
        {moderationReasons.map((reason) => (
          <label key={reason} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input type="radio" name="reason" value={reason} required className="size-4 shrink-0 accent-red" />
            {t.reasons[reason]}
          </label>
        ))}
      </fieldset>
      <Field label={t.text} optional hint={t.textHint} error={errorOf("text")}>
        {(control) => <Textarea name="text" rows={5} maxLength={reportTextMax} {...control} />}
      </Field>
      <Field label={t.contact} optional hint={t.contactHint} error={errorOf("contact")}>
        {(control) => <Input name="contact" maxLength={reportContactMax} autoComplete="email" {...control} />}
      </Field>
      {loose && <Notice tone="red">{loose}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? t.sending : t.send}
        </Button>
        <LinkButton href={path} variant="quiet">
          {t.back}
        </LinkButton>
      </div>
    </form>
  );
}
