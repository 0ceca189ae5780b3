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
import { insertFootnote } from "./commands";

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

function toolsOf({ editor, onLink, onPicture }: ToolbarProps): Tool[][] {
  const chain = () => editor.chain().focus();
  return [
    [
      { label: "Bold", icon: Bold, keys: "Ctrl+B", state: ["bold"], run: () => chain().toggleBold().run() },
      { label: "Italic", icon: Italic, keys: "Ctrl+I", state: ["italic"], run: () => chain().toggleItalic().run() },
      { label: "Struck", icon: Strikethrough, keys: "Ctrl+Shift+S", state: ["strike"], run: () => chain().toggleStrike().run() },
      { label: "Code", icon: Code, keys: "Ctrl+E", state: ["code"], run: () => chain().toggleCode().run() },
      { label: "Link", icon: Link, keys: "Ctrl+K", state: ["link"], run: onLink },
    ],
    [
      {
        label: "Heading",
        icon: Heading2,
        state: ["heading", { level: 2 }],
        run: () => chain().toggleHeading({ level: 2 }).run(),
      },
      {
        label: "Small heading",
        icon: Heading3,
        state: ["heading", { level: 3 }],
        run: () => chain().toggleHeading({ level: 3 }).run(),
      },
      { label: "Quote", icon: Quote, state: ["blockquote"], run: () => chain().toggleBlockquote().run() },
      { label: "List", icon: List, state: ["bulletList"], run: () => chain().toggleBulletList().run() },
      { label: "Numbered list", icon: ListOrdered, state: ["orderedList"], run: () => chain().toggleOrderedList().run() },
      { label: "Task list", icon: ListChecks, state: ["taskList"], run: () => chain().toggleTaskList().run() },
    ],
    [
      { label: "Picture", icon: ImageIcon, state: ["figure"], run: onPicture },
      { label: "Code block", icon: SquareCode, state: ["codeBlock"], run: () => chain().toggleCodeBlock().run() },
      { label: "Table", icon: Table, run: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
      { label: "Footnote", icon: Superscript, run: () => insertFootnote(editor) },
      { label: "Break", icon: Minus, run: () => chain().setHorizontalRule().run() },
    ],
    [
      { label: "Undo", icon: Undo2, keys: "Ctrl+Z", run: () => chain().undo().run() },
      { label: "Redo", icon: Redo2, keys: "Ctrl+Shift+Z", run: () => chain().redo().run() },
    ],
  ];
}

/** Only where there is a table to change. */
function tableTools(editor: Editor): Tool[] {
  const chain = () => editor.chain().focus();
  return [
    { label: "Row below", icon: Rows3, run: () => chain().addRowAfter().run() },
    { label: "Column after", icon: Columns3, run: () => chain().addColumnAfter().run() },
    { label: "Delete row", icon: Minus, run: () => chain().deleteRow().run() },
    { label: "Delete column", icon: Minus, run: () => chain().deleteColumn().run() },
    { label: "Delete table", icon: Trash2, run: () => chain().deleteTable().run() },
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
      aria-label="Language of the code"
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
  const { editor } = props;
  const groups = toolsOf(props);
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
      aria-label="Formatting"
      className="flex items-center gap-0.5 overflow-x-auto overscroll-x-contain py-1 [scrollbar-width:none]"
    >
      {[...groups, ...(inTable ? [tableTools(editor)] : [])].map((tools, index) => (
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
