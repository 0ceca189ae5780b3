import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Editor } from "../editor/use-editor";
import { LocalTime } from "../local-time";

const wording = {
  draft: "Nobody sees it but you.",
  listed: "In the market, in search and on your page.",
  unlisted: "For sale to whoever has its link; the market does not show it.",
};

/** Who sees the piece now, and taking it out again. */
export function Visibility({ editor }: { editor: Editor }) {
  const [removing, setRemoving] = useState(false);
  const { draft, busy } = editor;
  const { status, scheduledFor, scheduleProblem } = draft;
  return (
    <div className="space-y-3">
      <h3 className="font-sans text-sm font-semibold tracking-normal">Who sees it</h3>
      <p className="text-sm text-pretty text-ink-2">
        {status === "scheduled" && scheduledFor ? (
          <>
            Published by itself on <LocalTime at={scheduledFor} />, your time.
          </>
        ) : (
          wording[status as keyof typeof wording]
        )}
      </p>
      {scheduleProblem && <Notice tone="red">It was not published at its time. {scheduleProblem}</Notice>}
      <div className="flex flex-wrap gap-2.5">
        {status === "listed" && (
          <Button size="small" onClick={() => void editor.unlist()} disabled={busy}>
            Unlist
          </Button>
        )}
        {status === "unlisted" && (
          <Button size="small" onClick={() => void editor.list()} disabled={busy}>
            List again
          </Button>
        )}
        {status === "scheduled" && (
          <Button size="small" onClick={() => void editor.unschedule()} disabled={busy}>
            Keep as a draft
          </Button>
        )}
        <Button size="small" variant="danger" onClick={() => setRemoving(true)} disabled={busy}>
          {status === "draft" || status === "scheduled" ? "Delete draft" : "Remove"}
        </Button>
      </div>
      <RemoveDialog
        open={removing}
        onOpenChange={setRemoving}
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
  isDraft: boolean;
  busy: boolean;
  /** An empty reason is none. */
  onRemove: (reason: string) => void;
}

export function RemoveDialog({ open, onOpenChange, isDraft, busy, onRemove }: RemoveDialogProps) {
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={isDraft ? "Delete this draft?" : "Remove this piece for good?"}
      description={
        isDraft
          ? "Nobody has seen it, and it cannot be brought back."
          : "It leaves the market and its page closes. Those who bought it keep it in their library. This cannot be undone; to hide it for a while, unlist it instead."
      }
    >
      {!isDraft && (
        <Field label="Why" optional className="mt-5" hint="Shown where the piece was, to people and agents.">
          {(control) => (
            <Textarea value={reason} onChange={(event) => setReason(event.target.value)} rows={3} maxLength={300} {...control} />
          )}
        </Field>
      )}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>Keep it</Button>
        <Button variant="primary" onClick={() => onRemove(reason.trim())} disabled={busy}>
          {isDraft ? "Delete draft" : "Remove for good"}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
