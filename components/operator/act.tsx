"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { text as moderation } from "@/components/moderation/text";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Select, Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { type ModerationReason, moderationReasons } from "@/lib/catalog/codecs";
import { noteMax } from "@/lib/catalog/limits";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { text } from "./text";

export interface Said {
  reason: ModerationReason;
  note: string;
}

interface ActProps {
  label: string;
  /** Read in place of the label, where several stand on a page. */
  name?: string;
  title: string;
  description: ReactNode;
  variant?: ButtonVariant;
  /** What is asked for: a reason with a sentence for the public, a note for the log, or nothing. */
  asks?: "why" | "note";
  run: (said: Said) => Promise<unknown>;
}

/** A button for an operator's act, which is asked for once more before it is done. */
export function Act({ label, name, title, description, variant = "secondary", asks, run }: ActProps) {
  const t = useText(text);
  const router = useRouter();
  const announce = useAnnounce();
  const action = useAction();
  const [isAsking, setAsking] = useState(false);
  const act = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = { reason: String(form.get("reason") ?? "other") as ModerationReason, note: String(form.get("note") ?? "") };
    const isDone = await action.run(async () => {
      await run(said);
      return true;
    });
    if (!isDone) return;
    setAsking(false);
    announce(t.done);
    router.refresh();
  };
  return (
    <>
      <Button size="small" variant={variant} onClick={() => setAsking(true)} {...(name && { "aria-label": name })}>
        {label}
      </Button>
      <Dialog open={isAsking} onOpenChange={setAsking} title={title} description={description}>
        <form onSubmit={(event) => void act(event)} className="mt-5 space-y-4">
          {asks === "why" && <Reason />}
          {asks && (
            <Field label={asks === "why" ? t.act.note : t.act.noteInside} optional error={action.errorOf("note")}>
              {(control) => <Textarea name="note" rows={3} maxLength={noteMax} {...control} />}
            </Field>
          )}
          {action.problem && !action.problem.issues.length && <Notice tone="red">{action.problem.message}</Notice>}
          <DialogActions>
            <Button onClick={() => setAsking(false)}>{t.cancel}</Button>
            <Button type="submit" variant={variant === "danger" ? "danger" : "primary"} disabled={action.busy}>
              {label}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}

function Reason() {
  const { reason } = useText(text).act;
  const { reasons } = useText(moderation);
  return (
    <Field label={reason}>
      {(control) => (
        <Select name="reason" {...control}>
          {moderationReasons.map((each) => (
            <option key={each} value={each}>
              {reasons[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
