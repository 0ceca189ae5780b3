import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { problems } from "../../api/in-words";
import { LocalTime } from "../../dashboard-ui/local-time";
import { text } from "../text";
import type { Editor } from "../use-editor";

/** The item's visibility: list, unlist, remove. */
export function Visibility({ editor }: { editor: Editor }) {
  const { rail: t, untitled } = useText(text);
  const words = useText(problems);
  const [removing, setRemoving] = useState(false);
  const { draft, busy } = editor;
  const { status, scheduledFor, scheduleIssues } = draft;
  return (
    <div className="space-y-3">
      <h3 className="font-sans text-sm font-semibold tracking-normal">{t.whoSees}</h3>
      <p className="text-sm text-pretty text-ink-2">
        {status === "scheduled" && scheduledFor ? (
          <>
            {t.scheduledBefore}
            <LocalTime at={scheduledFor} />
            {t.scheduledAfter}
          </>
        ) : (
          t.visible[status]
        )}
      </p>
      {scheduleIssues.length > 0 && (
        <Notice tone="red">
          {t.missedItsTime} {scheduleIssues.map(words.issue).join(" ")}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2.5">
        {status === "listed" && (
          <Button size="small" onClick={() => void editor.unlist()} disabled={busy}>
            {t.unlist}
          </Button>
        )}
        {status === "unlisted" && (
          <Button size="small" onClick={() => void editor.list()} disabled={busy}>
            {t.list}
          </Button>
        )}
        {status === "scheduled" && (
          <Button size="small" onClick={() => void editor.unschedule()} disabled={busy}>
            {t.unschedule}
          </Button>
        )}
        <Button size="small" variant="danger" onClick={() => setRemoving(true)} disabled={busy}>
          {status === "draft" || status === "scheduled" ? t.deleteDraft : t.remove}
        </Button>
      </div>
      <RemoveDialog
        open={removing}
        onOpenChange={setRemoving}
        title={draft.title || untitled}
        isDraft={status === "draft" || status === "scheduled"}
        busy={busy}
        onRemove={(reason) => void editor.remove(reason)}
      />
    </div>
  );
}

interface RemoveDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The item's. */
  title: string;
  isDraft: boolean;
  busy: boolean;
  /** An empty reason is none. */
  onRemove: (reason: string) => void;
}

export function RemoveDialog({ open, onOpenChange, title, isDraft, busy, onRemove }: RemoveDialogProps) {
  const t = useText(text).remove;
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={(isDraft ? t.draftTitle : t.title)(title)}
      description={isDraft ? t.draftText : t.text}
    >
      {!isDraft && (
        <Field label={t.why} optional className="mt-5" hint={t.whyHint}>
          {(control) => (
            <Textarea value={reason} onChange={(event) => setReason(event.target.value)} rows={3} maxLength={300} {...control} />
          )}
        </Field>
      )}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>{t.keep}</Button>
        <Button variant="primary" onClick={() => onRemove(reason.trim())} disabled={busy}>
          {isDraft ? t.deleteDraft : t.removeForGood}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
