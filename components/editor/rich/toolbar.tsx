import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import clsx from "clsx";
import {
  Bold,
  Code,
  Columns3,
  Heading2,
  Heading3,
  ImageIcon,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Quote,
  Redo2,
  Rows3,
  SquareCode,
  Strikethrough,
  Superscript,
  Table,
  Trash2,
  Undo2,
} from "lucide-react";
import { Toolbar as Radix } from "radix-ui";
import { useText } from "@/lib/i18n/use-text";
import { insertFootnote } from "./commands";
import { text } from "./text";

interface Tool {
  label: string;
  icon: LucideIcon;
  keys?: string;
  /** Name of the mark or node that is on; without one the button only does. */
  state?: [name: string, attributes?: Record<string, unknown>];
  run(): void;
}

interface ToolbarProps {
  editor: Editor;
  onLink: () => void;
  onPicture: () => void;
}

type Names = (typeof text)["en"]["tools"];

function toolsOf({ editor, onLink, onPicture }: ToolbarProps, t: Names): Tool[][] {
  const chain = () => editor.chain().focus();
  return [
    [
      { label: t.bold, icon: Bold, keys: "Ctrl+B", state: ["bold"], run: () => chain().toggleBold().run() },
      { label: t.italic, icon: Italic, keys: "Ctrl+I", state: ["italic"], run: () => chain().toggleItalic().run() },
      { label: t.struck, icon: Strikethrough, keys: "Ctrl+Shift+S", state: ["strike"], run: () => chain().toggleStrike().run() },
      { label: t.code, icon: Code, keys: "Ctrl+E", state: ["code"], run: () => chain().toggleCode().run() },
      { label: t.link, icon: Link, keys: "Ctrl+K", state: ["link"], run: onLink },
    ],
    [
      {
        label: t.heading,
        icon: Heading2,
        state: ["heading", { level: 2 }],
        run: () => chain().toggleHeading({ level: 2 }).run(),
      },
      {
        label: t.smallHeading,
        icon: Heading3,
        state: ["heading", { level: 3 }],
        run: () => chain().toggleHeading({ level: 3 }).run(),
      },
      { label: t.quote, icon: Quote, state: ["blockquote"], run: () => chain().toggleBlockquote().run() },
      { label: t.list, icon: List, state: ["bulletList"], run: () => chain().toggleBulletList().run() },
      { label: t.numberedList, icon: ListOrdered, state: ["orderedList"], run: () => chain().toggleOrderedList().run() },
      { label: t.taskList, icon: ListChecks, state: ["taskList"], run: () => chain().toggleTaskList().run() },
    ],
    [
      { label: t.picture, icon: ImageIcon, state: ["figure"], run: onPicture },
      { label: t.codeBlock, icon: SquareCode, state: ["codeBlock"], run: () => chain().toggleCodeBlock().run() },
      { label: t.table, icon: Table, run: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
      { label: t.footnote, icon: Superscript, run: () => insertFootnote(editor) },
      { label: t.break, icon: Minus, run: () => chain().setHorizontalRule().run() },
    ],
    [
      { label: t.undo, icon: Undo2, keys: "Ctrl+Z", run: () => chain().undo().run() },
      { label: t.redo, icon: Redo2, keys: "Ctrl+Shift+Z", run: () => chain().redo().run() },
    ],
  ];
}

/** Only where there is a table to change. */
function tableTools(editor: Editor, t: Names): Tool[] {
  const chain = () => editor.chain().focus();
  return [
    { label: t.rowBelow, icon: Rows3, run: () => chain().addRowAfter().run() },
    { label: t.columnAfter, icon: Columns3, run: () => chain().addColumnAfter().run() },
    { label: t.deleteRow, icon: Minus, run: () => chain().deleteRow().run() },
    { label: t.deleteColumn, icon: Minus, run: () => chain().deleteColumn().run() },
    { label: t.deleteTable, icon: Trash2, run: () => chain().deleteTable().run() },
  ];
}

function ToolButton({ tool: { label, icon: Icon, keys, state, run }, on }: { tool: Tool; on: boolean }) {
  return (
    <Radix.Button
      type="button"
      aria-label={label}
      {...(state ? { "aria-pressed": on } : {})}
      title={keys ? `${label} (${keys})` : label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
      className={clsx(
        "grid size-9 shrink-0 place-items-center rounded-md lg:size-8",
        on ? "bg-ink text-paper" : "text-ink-2 hover:bg-sunk hover:text-ink",
      )}
    >
      <Icon aria-hidden className="size-[1.1rem]" />
    </Radix.Button>
  );
}

const languages = [
  "plaintext",
  "bash",
  "c",
  "cpp",
  "csharp",
  "css",
  "diff",
  "go",
  "graphql",
  "java",
  "javascript",
  "json",
  "kotlin",
  "markdown",
  "php",
  "python",
  "ruby",
  "rust",
  "sql",
  "swift",
  "typescript",
  "xml",
  "yaml",
];

function LanguageSelect({ editor, language }: { editor: Editor; language: string }) {
  return (
    <select
      aria-label={useText(text).language}
      value={language}
      onChange={({ target }) => {
        const value = target.value === "plaintext" ? null : target.value;
        editor.chain().focus().updateAttributes("codeBlock", { language: value }).run();
      }}
      className="h-8 shrink-0 rounded-md border border-rule bg-raised px-2 text-sm"
    >
      {[...new Set([language, ...languages])].map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

/** One tab stop; the arrow keys go from button to button. On a phone it is one row to swipe. */
export function EditorToolbar(props: ToolbarProps) {
  const t = useText(text);
  const { editor } = props;
  const groups = toolsOf(props, t.tools);
  const lit = useEditorState({
    editor,
    selector: () => groups.flat().map(({ state }) => (state ? editor.isActive(...state) : false)),
  });
  const inTable = useEditorState({ editor, selector: () => editor.isActive("table") });
  const language = useEditorState({
    editor,
    selector: () => (editor.isActive("codeBlock") ? String(editor.getAttributes("codeBlock").language ?? "plaintext") : null),
  });
  const isOn = (tool: Tool) => lit[groups.flat().findIndex(({ label }) => label === tool.label)] ?? false;
  return (
    <Radix.Root
      aria-label={t.formatting}
      className="rich-tools flex items-center gap-0.5 overflow-x-auto overscroll-x-contain py-1 [scrollbar-width:none]"
    >
      {[...groups, ...(inTable ? [tableTools(editor, t.tools)] : [])].map((tools, index) => (
        <div key={tools[0]?.label} className="flex items-center gap-0.5">
          {index > 0 && <Radix.Separator className="mx-1.5 h-5 w-px shrink-0 bg-rule" />}
          {tools.map((tool) => (
            <ToolButton key={tool.label} tool={tool} on={isOn(tool)} />
          ))}
        </div>
      ))}
      {language !== null && <LanguageSelect editor={editor} language={language} />}
    </Radix.Root>
  );
}
