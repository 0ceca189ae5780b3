"use client";
import "./rich.css";
import { Extension, type Editor as Tiptap } from "@tiptap/core";
import { Fragment, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import { isComposing } from "@/lib/browser/is-composing";
import { useText } from "@/lib/i18n/use-text";
import { openPart } from "../markdown/open-part";
import { TextDocument, type Texts } from "../markdown/text-document";
import type { PictureDesk } from "../pictures/picture-desk";
import { PictureNotices } from "../pictures/picture-notices";
import { text as pictureText } from "../pictures/text";
import { LinkDialog, PictureDialog } from "./address-dialogs";
import { cleanPaste } from "./clean-paste";
import { blockCommands } from "./commands";
import { keepOneDivider } from "./divider";
import { type DividerCopy, describeDivider, dividerView } from "./divider-view";
import { insertFiles, pictureExtension, removeSource, selectedPicture } from "./pictures";
import { placeholders } from "./placeholder";
import { schemaExtensions } from "./schema";
import { type SlashState, slashMenu } from "./slash";
import { SlashMenu } from "./slash-menu";
import { text } from "./text";
import { EditorToolbar } from "./toolbar";

export interface RichCopy {
  label: string;
  free: string;
  paid: string;
  divider: Omit<DividerCopy, "hint">;
}

type Words = (typeof text)["en"];

interface RichEditorProps {
  texts: Texts;
  pictures: PictureDesk;
  copy: RichCopy;
  onTexts(texts: Texts): void;
  /** Something was typed; what, follows with onTexts. */
  onTyping(): void;
  /** Hands over what was typed in the last moments; called with undefined when the editor goes. */
  onPull(pull: (() => void) | undefined): void;
}

/** Writing it all down takes longer the longer it is. */
const pauseFor = (length: number) => 250 + length / 200;

/** Plain text is read as the Markdown it may be. */
function parseText(pasted: string, view: EditorView, isPlain: boolean): Slice | undefined {
  if (isPlain) return undefined;
  const nodes = openPart(pasted).origins.map(({ json }) => view.state.schema.nodeFromJSON(json));
  return nodes.length ? Slice.maxOpen(Fragment.from(nodes)) : undefined;
}

interface Opens {
  onLink(): void;
  onPicture(): void;
}

/** Our own behaviour on top of the schema: divider, keys. */
function deskExtension({ free, paid, ...copy }: RichCopy, t: Words, { onLink, onPicture }: Opens): Extension {
  const divider = { ...copy.divider, hint: t.dragDivider };
  return Extension.create({
    name: "desk",
    addKeyboardShortcuts: () => ({
      "Mod-k": () => {
        onLink();
        return true;
      },
    }),
    addProseMirrorPlugins: () => [
      keepOneDivider(),
      placeholders({ free, paid }),
      new Plugin({
        props: {
          nodeViews: {
            paidDivider: (_node, view) => dividerView(view, divider),
          },
          handleKeyDown: (view, event) => {
            if (event.key !== "Enter" || isComposing(event) || !selectedPicture(view.state)) return false;
            onPicture();
            return true;
          },
          handleDoubleClick: (view) => {
            if (!selectedPicture(view.state)) return false;
            onPicture();
            return true;
          },
        },
        view: (view) => {
          describeDivider(view, divider);
          return { update: (now) => describeDivider(now, divider) };
        },
      }),
    ],
  });
}

/** Writes the document down a moment after the last change, or when it is asked for. */
function useWriting({ texts, onTexts, onTyping, onPull }: RichEditorProps) {
  const [document] = useState(() => new TextDocument(texts));
  const pending = useRef<{ editor: Tiptap; timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const report = useRef(onTexts);
  useEffect(() => {
    report.current = onTexts;
  });
  const write = () => {
    const { editor, timer } = pending.current ?? {};
    clearTimeout(timer);
    pending.current = undefined;
    if (editor) report.current(document.write(editor.state.doc));
  };
  const latest = useRef(write);
  const onUpdate = (editor: Tiptap) => {
    onTyping();
    clearTimeout(pending.current?.timer);
    pending.current = { editor, timer: setTimeout(() => latest.current(), pauseFor(editor.state.doc.content.size)) };
  };
  const pullers = useRef(onPull);
  useEffect(() => {
    pullers.current(() => latest.current());
    return () => {
      latest.current();
      pullers.current(undefined);
    };
  }, []);
  return { document, onUpdate };
}

/** Both parts as one text, as readers will see it. Give it another `key` when the text is replaced from outside. */
export function RichEditor(props: RichEditorProps) {
  const { copy, pictures } = props;
  const t = useText(text);
  const { figure } = useText(pictureText);
  const { document, onUpdate } = useWriting(props);
  const [dialog, setDialog] = useState<"link" | "picture" | null>(null);
  const [slash, setSlash] = useState<SlashState | null>(null);
  const [extensions] = useState(() => [
    ...schemaExtensions,
    slashMenu({ commands: blockCommands({ openPicture: () => setDialog("picture") }, t.blocks), onChange: setSlash }),
    pictureExtension(pictures, { noDescription: t.noDescription, ...figure }),
    deskExtension(copy, t, { onLink: () => setDialog("link"), onPicture: () => setDialog("picture") }),
  ]);
  const editor = useEditor({
    extensions,
    content: document.json,
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    onCreate: ({ editor: made }) => document.remember(made.state.doc),
    onUpdate: ({ editor: changed }) => onUpdate(changed),
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": copy.label, class: "reading writing" },
      transformPastedHTML: (html) =>
        cleanPaste(
          html,
          (source, alt) => pictures.takeSource(source, alt),
          (count) => pictures.tell({ kind: "left_out", count }),
        ),
      clipboardTextParser: (pasted, _context, isPlain, view) => parseText(pasted, view, isPlain) as Slice,
    },
  });
  if (!editor) return null;
  return (
    <>
      <div className="sticky top-[3.6rem] z-10 -mx-1 mb-7 border-b border-rule bg-paper px-1">
        <EditorToolbar editor={editor} onLink={() => setDialog("link")} onPicture={() => setDialog("picture")} />
        <PictureNotices pictures={pictures} onDrop={(source) => removeSource(editor, source)} />
      </div>
      <EditorContent editor={editor} />
      <SlashMenu state={slash} textbox={editor.view.dom} />
      {dialog === "link" && <LinkDialog editor={editor} onClose={() => setDialog(null)} />}
      {dialog === "picture" && (
        <PictureDialog
          editor={editor}
          pictures={pictures}
          onFiles={(files) => insertFiles(editor, pictures, files)}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
