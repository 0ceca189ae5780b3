import Link from "next/link";
import { Button } from "@/components/ui/button";
import { StatusChip } from "../status-chip";
import type { Editor } from "./use-editor";

/** Where the words are right now; `urgent` when they are not where they should be. */
function stateOf({ changed, busy, saving, offline, conflict, problem }: Editor): { words: string; urgent?: boolean } {
  if (conflict) return { words: "Changed elsewhere: choose", urgent: true };
  if (busy || saving) return { words: "Saving…" };
  if (changed && offline) return { words: "Offline: kept on this device", urgent: true };
  if (changed && problem) return { words: "Not saved", urgent: true };
  return { words: changed ? "Unsaved" : "All changes saved" };
}

/** Where the piece stands, and the two verbs. */
export function EditorBar({ editor, handle }: { editor: Editor; handle: string }) {
  const { draft, changed, busy } = editor;
  const isPublic = draft.status === "listed" || draft.status === "unlisted";
  const pending = draft.hasUnpublishedChanges || changed;
  const { words, urgent } = stateOf(editor);
  return (
    <div className="sticky top-0 z-20 border-b border-rule bg-paper">
      <div className="page flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
        <StatusChip status={draft.status} />
        <span role="status" className={`text-sm ${urgent ? "font-semibold text-red" : "text-ink-3"}`}>
          {words}
        </span>
        <Link href={`/dashboard/items/${draft.id}/versions`} className="link text-sm">
          Versions
        </Link>
        {isPublic && (
          <Link href={`/@${handle}/${draft.slug}`} className="link hidden text-sm sm:inline">
            View
          </Link>
        )}
        <div className="ms-auto flex gap-2">
          <Button size="small" onClick={() => void editor.save()} disabled={busy || !changed} title="Ctrl+S">
            Save
          </Button>
          {draft.status === "unlisted" && (
            <Button size="small" onClick={() => void editor.publish(true)} disabled={busy}>
              List again
            </Button>
          )}
          {(!isPublic || pending) && (
            <Button
              size="small"
              variant="primary"
              onClick={() => void editor.publish(draft.status !== "unlisted")}
              disabled={busy}
            >
              {isPublic ? "Publish changes" : "Publish"}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
