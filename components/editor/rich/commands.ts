// What can be inserted or turned into what: one list for the slash menu, the toolbar's menu and the tests.
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { bordersOf, dividerIndex } from "./divider";

export type CommandId =
  | "heading-2"
  | "heading-3"
  | "text"
  | "bullets"
  | "numbers"
  | "tasks"
  | "quote"
  | "code"
  | "picture"
  | "table"
  | "footnote"
  | "rule";

export interface BlockCommand {
  id: CommandId;
  title: string;
  hint: string;
  /** Words that find it in every language. */
  words: string;
  run(editor: Editor): void;
}

/** Opens the dialogs that some commands need. */
export interface Dialogs {
  openPicture(): void;
}

function footnoteLabels(doc: Node): Set<string> {
  const labels = new Set<string>();
  doc.descendants((node) => {
    if (/^footnote(Reference|Definition)$/.test(node.type.name)) labels.add(String(node.attrs.label));
  });
  return labels;
}

/** A sign here, its text at the end of this part, and the cursor there. */
export function insertFootnote(editor: Editor): void {
  const { state, view } = editor;
  const labels = footnoteLabels(state.doc);
  let number = 1;
  while (labels.has(String(number))) number++;
  const { footnoteReference, footnoteDefinition, paragraph } = state.schema.nodes;
  const attrs = { label: String(number) };
  if (!footnoteReference || !footnoteDefinition || !paragraph) return;
  const tr = state.tr.replaceSelectionWith(footnoteReference.create(attrs), false);
  const divider = bordersOf(tr.doc)[dividerIndex(tr.doc)] ?? 0;
  const end = tr.selection.from <= divider ? divider : tr.doc.content.size;
  tr.insert(end, footnoteDefinition.create(attrs, paragraph.create()));
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(end + 2))).scrollIntoView());
  view.focus();
}

type Command = Omit<BlockCommand, "title" | "hint">;

const heading = (level: 2 | 3): Command => ({
  id: `heading-${level}`,
  words: `heading title section h${level}`,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
});

const commandsOf = ({ openPicture }: Dialogs): Command[] => [
  heading(2),
  heading(3),
  {
    id: "text",
    words: "text paragraph",
    run: (editor) => editor.chain().focus().clearNodes().run(),
  },
  {
    id: "bullets",
    words: "list bullet unordered ul",
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    id: "numbers",
    words: "numbered list ordered ol",
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    id: "tasks",
    words: "task list todo checkbox",
    run: (editor) => editor.chain().focus().toggleTaskList().run(),
  },
  {
    id: "quote",
    words: "quote blockquote",
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    id: "code",
    words: "code pre program",
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
  {
    id: "picture",
    words: "picture image photo figure",
    run: () => openPicture(),
  },
  {
    id: "table",
    words: "table grid columns rows",
    run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  },
  { id: "footnote", words: "footnote reference", run: insertFootnote },
  {
    id: "rule",
    words: "break rule divider line hr",
    run: (editor) => editor.chain().focus().setHorizontalRule().run(),
  },
];

export function blockCommands(dialogs: Dialogs, blocks: Record<CommandId, Pick<BlockCommand, "title" | "hint">>): BlockCommand[] {
  return commandsOf(dialogs).map((command) => ({ ...command, ...blocks[command.id] }));
}

export function findCommands(commands: BlockCommand[], query: string): BlockCommand[] {
  const sought = query.trim().toLowerCase();
  return commands.filter(({ title, words }) => `${title} ${words}`.toLowerCase().includes(sought));
}
