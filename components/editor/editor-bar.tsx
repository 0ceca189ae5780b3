import { History } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { StatusChip } from "../dashboard-ui/status-chip";
import { fieldNames, fieldsOf, isChanged, textNames } from "./fields";
import { text } from "./text";
import type { Editor } from "./use-editor";

/** Fields that autosave leaves out. */
const ownNames = fieldNames.filter((name) => !textNames.includes(name));

/** Larger than the editor itself because of its previews: loaded on demand. */
const PublishDialog = dynamic(() => import("./publish/publish-dialog").then((module) => module.PublishDialog), { ssr: false });

/** The save state; `urgent` when changes are not saved. */
function stateOf(
  { changed, typing, fields, draft, busy, saving, offline, conflict, problem }: Editor,
  t: (typeof text)["en"]["bar"],
): { words: string; urgent?: boolean } {
  if (conflict) return { words: t.conflict, urgent: true };
  if (busy || saving) return { words: t.saving };
  if (changed && offline) return { words: t.offline, urgent: true };
  if (changed && problem) return { words: t.notSaved, urgent: true };
  if (!changed) return { words: t.saved };
  const isTextSaved = !typing && !isChanged(fields, fieldsOf(draft), textNames);
  return { words: isTextSaved ? t.pressSave : t.unsaved };
}

/** The item's status, with Save and Publish. */
export function EditorBar({ editor, handle, origin }: { editor: Editor; handle: string; origin: string }) {
  const t = useText(text).bar;
  const [publishing, setPublishing] = useState(false);
  const { draft, changed, busy } = editor;
  const isPublic = draft.status === "listed" || draft.status === "unlisted";
  const pending = draft.hasUnpublishedChanges || changed;
  /** Without a button there is room on a phone for the save state. */
  const isDone = isPublic && !pending;
  const { words, urgent } = stateOf(editor, t);
  const savesItself = !isChanged(editor.fields, fieldsOf(draft), ownNames);
  return (
    <div className="sticky top-0 z-20 border-b border-rule bg-paper">
      <div className="page flex min-h-[3.6rem] items-center gap-x-4 py-2">
        <span className={isDone ? "" : "hidden sm:inline"}>
          <StatusChip status={draft.status} />
        </span>
        <span role="status" className={`min-w-0 text-sm leading-tight ${urgent ? "font-semibold text-red" : "text-ink-3"}`}>
          {words}
        </span>
        <Link
          href={`/dashboard/items/${draft.id}/versions`}
          className="link -m-2 flex shrink-0 items-center p-2 text-sm"
          aria-label={t.versions}
        >
          <History aria-hidden className="size-4 sm:hidden" />
          <span className="hidden sm:inline">{t.versions}</span>
        </Link>
        <Link href={`/dashboard/items/${draft.id}/preview`} className="link hidden text-sm sm:inline">
          {t.preview}
        </Link>
        {isPublic && (
          <Link href={`/@${handle}/${draft.slug}`} className={`link shrink-0 text-sm ${isDone ? "" : "hidden sm:inline"}`}>
            {t.view}
          </Link>
        )}
        <div className="ms-auto flex shrink-0 gap-2">
          <span className={savesItself ? "hidden sm:inline" : ""}>
            <Button size="small" onClick={() => void editor.save()} disabled={busy || !changed} title="Ctrl+S">
              {t.save}
            </Button>
          </span>
          {!isDone && (
            <Button size="small" variant="primary" onClick={() => setPublishing(true)} disabled={busy}>
              {isPublic ? t.publishChanges : draft.status === "scheduled" ? t.changeSchedule : t.publish}
            </Button>
          )}
        </div>
      </div>
      {publishing && <PublishDialog editor={editor} origin={origin} onClose={() => setPublishing(false)} />}
    </div>
  );
}
