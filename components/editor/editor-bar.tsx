import { History, SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { StatusChip } from "../dashboard-ui/status-chip";
import { type Fields, fieldNames, fieldsOf, isChanged, isPublic, isPublished, ownNames, textNames } from "./fields";
import { text } from "./text";
import type { Editor } from "./use-editor";

/** Larger than the editor itself because of its previews: loaded on demand. */
const PublishDialog = dynamic(() => import("./publish/publish-dialog").then((module) => module.PublishDialog), { ssr: false });

interface SaveState {
  words: string;
  /** Changes are not saved. */
  urgent?: boolean;
  /** The field that keeps them from it. */
  field?: keyof Fields | undefined;
}

function stateOf(editor: Editor, { bar: t, parts, listed }: (typeof text)["en"]): SaveState {
  const { changed, typing, fields, draft, busy, saving, offline, conflict, problem, failing: field } = editor;
  if (conflict) return { words: t.conflict, urgent: true };
  if (busy || saving) return { words: t.saving };
  if (changed && offline) return { words: t.offline, urgent: true };
  if (changed && problem) return { words: field ? t.notSavedBecauseOf(parts[field]) : t.notSaved, urgent: true, field };
  if (!changed) return { words: t.saved };
  const saved = fieldsOf(draft);
  if (typing || isChanged(fields, saved, textNames)) return { words: t.unsaved };
  const own = ownNames.filter((name) => fields[name] !== saved[name]).map((name) => parts[name]);
  return { words: isPublished(draft) ? t.notPublished(listed(own)) : t.pressSave };
}

function SaveStatus({ editor }: { editor: Editor }) {
  const { words, urgent, field } = stateOf(editor, useText(text));
  return (
    <span role="status" className={`min-w-0 text-sm leading-tight ${urgent ? "font-semibold text-red" : "text-ink-3"}`}>
      {field ? (
        <button type="button" onClick={() => editor.goTo(field)} className="-my-2 py-2 text-start underline underline-offset-4">
          {words}
        </button>
      ) : (
        words
      )}
    </span>
  );
}

/** The item's status, with Save and Publish. */
export function EditorBar({ editor, handle, origin }: { editor: Editor; handle: string; origin: string }) {
  const {
    bar: t,
    rail: { label: settings },
  } = useText(text);
  const [publishing, setPublishing] = useState(false);
  const { draft, changed, busy } = editor;
  const isShown = isPublic(draft);
  /** A save keeps the text alone. */
  const keepsText = isPublished(draft);
  const pending = draft.hasUnpublishedChanges || changed;
  /** Without a button there is room on a phone for the save state. */
  const isDone = isShown && !pending;
  const saved = fieldsOf(draft);
  const hasToSave = editor.typing || draft.isAutosave || isChanged(editor.fields, saved, keepsText ? textNames : fieldNames);
  const savesItself = keepsText || !isChanged(editor.fields, saved, ownNames);
  const close = (to?: keyof Fields) => {
    setPublishing(false);
    // After the dialog has given the focus back to its button.
    if (to) setTimeout(() => editor.goTo(to));
  };
  return (
    <div className="sticky top-0 z-20 border-b border-rule bg-paper">
      <div className="page flex min-h-[3.6rem] items-center gap-x-4 py-2">
        <span className={isDone ? "" : "hidden sm:inline"}>
          <StatusChip status={draft.status} />
        </span>
        <SaveStatus editor={editor} />
        <Link
          href={`/dashboard/items/${draft.id}/versions`}
          className="link -m-2 flex shrink-0 items-center p-2 text-sm"
          aria-label={t.versions}
        >
          <History aria-hidden className="size-4 sm:hidden" />
          <span className="hidden sm:inline">{t.versions}</span>
        </Link>
        <button
          type="button"
          aria-label={settings}
          title={settings}
          onClick={() => editor.sheet.setOpen(true)}
          className="-m-2 grid size-10 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunk lg:hidden"
        >
          <SlidersHorizontal aria-hidden className="size-4.5" />
        </button>
        <Link href={`/dashboard/items/${draft.id}/preview`} className="link hidden text-sm sm:inline">
          {t.preview}
        </Link>
        {isShown && (
          <Link href={`/@${handle}/${draft.slug}`} className={`link shrink-0 text-sm ${isDone ? "" : "hidden sm:inline"}`}>
            {t.view}
          </Link>
        )}
        <div className="ms-auto flex shrink-0 gap-2">
          <span className={savesItself ? "hidden sm:inline" : ""}>
            <Button size="small" onClick={() => void editor.save()} disabled={busy || !hasToSave} title="Ctrl+S">
              {t.save}
            </Button>
          </span>
          {!isDone && draft.status !== "hidden" && (
            <Button size="small" variant="primary" onClick={() => setPublishing(true)} disabled={busy}>
              {isShown ? t.publishChanges : draft.status === "scheduled" ? t.changeSchedule : t.publish}
            </Button>
          )}
        </div>
      </div>
      {publishing && <PublishDialog editor={editor} origin={origin} onClose={close} />}
    </div>
  );
}
