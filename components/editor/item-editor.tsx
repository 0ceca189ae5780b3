"use client";
import dynamic from "next/dynamic";
import { text as moderation } from "@/components/moderation/text";
import { Why } from "@/components/moderation/why";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { EditorBar } from "./editor-bar";
import { EditorRail } from "./editor-rail";
import type { Draft } from "./fields";
import { FilesEditor } from "./files-editor";
import { KeptNotice } from "./kept-notice";
import { LeaveDialog } from "./leave-dialog";
import { PreviewSettings } from "./preview-settings";
import { PublishedPanel } from "./published-panel";
import { text } from "./text";
import { TextEditor } from "./text-editor";
import { TitleFields } from "./title-fields";
import { type RenderMarkdown, useEditor } from "./use-editor";

/** Loaded when there is a conflict to compare. */
const ConflictDialog = dynamic(() => import("./conflict-dialog").then((module) => module.ConflictDialog), { ssr: false });

interface ItemEditorProps {
  initial: Draft;
  handle: string;
  /** Where items are found, as "https://pennypost.example". */
  origin: string;
  creatorName: string;
  /** Tags in use, to choose from. */
  tags: string[];
  render: RenderMarkdown;
}

/** The item editor: text or files, settings beside them, status and actions on top. */
export function ItemEditor({ initial, handle, creatorName, origin, tags, render }: ItemEditorProps) {
  const t = useText(text);
  const { item: hiddenText } = useText(moderation).yours;
  const editor = useEditor(initial, render);
  const loose = editor.problem && !editor.problem.issues.length ? editor.problem.message : null;
  const unplaced = editor.problem?.issues.filter(
    ({ path }) =>
      !["title", "dek", "slug", "price", "tags", "preview", "content", "files", "at", "coverAlt"].includes(
        path.split(".")[0] ?? "",
      ),
  );
  // Beside the text, or on a narrow page in a sheet of its own.
  const settings = <EditorRail editor={editor} handle={handle} origin={origin} creatorName={creatorName} tags={tags} />;
  return (
    <>
      <h1 className="sr-only">{t.heading(editor.draft.title || t.untitled)}</h1>
      <EditorBar editor={editor} handle={handle} origin={origin} />
      <LeaveDialog editor={editor} />
      {editor.conflict && <ConflictDialog editor={editor} conflict={editor.conflict} />}
      <div className="page grid items-start gap-x-14 gap-y-10 pt-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0 max-w-[44rem]">
          {editor.draft.hidden && (
            <Notice tone="red" className="mb-6">
              <p className="mb-1.5">{hiddenText}</p>
              <Why why={editor.draft.hidden} />
            </Notice>
          )}
          {loose && (
            <Notice tone="red" className="mb-6">
              {loose}
            </Notice>
          )}
          {unplaced?.map(({ path, message }) => (
            <Notice key={path} tone="red" className="mb-6">
              {message}
            </Notice>
          ))}
          {editor.published.isJust && <PublishedPanel editor={editor} address={`${origin}/@${handle}/${editor.draft.slug}`} />}
          <KeptNotice editor={editor} />
          <TitleFields editor={editor} />
          {editor.draft.kind === "file" && <FilesEditor editor={editor} />}
          {editor.draft.kind === "file" && <PreviewSettings editor={editor} />}
          <TextEditor editor={editor} />
        </div>
        <aside aria-label={t.rail.label} className="hidden min-w-0 lg:block">
          {settings}
        </aside>
      </div>
      <Dialog isSheet open={editor.sheet.isOpen} onOpenChange={editor.sheet.setOpen} title={t.rail.label}>
        <div className="mt-5">{settings}</div>
      </Dialog>
    </>
  );
}
