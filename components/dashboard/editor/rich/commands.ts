// What can be inserted or turned into what: one list for the slash menu, the toolbar's menu and the tests.
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { bordersOf, dividerIndex } from "./divider";

export interface BlockCommand {
  id: string;
  title: string;
  hint: string;
  /** Other words that find it. */
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

const heading = (level: 2 | 3, title: string, hint: string): BlockCommand => ({
  id: `heading-${level}`,
  title,
  hint,
  words: `title section h${level}`,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
});

export function blockCommands({ openPicture }: Dialogs): BlockCommand[] {
  return [
    heading(2, "Heading", "A section; shown under “What’s inside”"),
    heading(3, "Small heading", "A section of a section"),
    {
      id: "text",
      title: "Text",
      hint: "A plain paragraph",
      words: "paragraph",
      run: (editor) => editor.chain().focus().clearNodes().run(),
    },
    {
      id: "bullets",
      title: "List",
      hint: "With bullets",
      words: "bullet unordered ul",
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
    },
    {
      id: "numbers",
      title: "Numbered list",
      hint: "One, two, three",
      words: "ordered ol",
      run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    },
    {
      id: "tasks",
      title: "Task list",
      hint: "With boxes to tick",
      words: "todo checkbox",
      run: (editor) => editor.chain().focus().toggleTaskList().run(),
    },
    {
      id: "quote",
      title: "Quote",
      hint: "Somebody else’s words",
      words: "blockquote",
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    },
    {
      id: "code",
      title: "Code",
      hint: "A block with highlighting",
      words: "pre program",
      run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
    },
    {
      id: "picture",
      title: "Picture",
      hint: "From an address, with a caption",
      words: "image photo figure",
      run: () => openPicture(),
    },
    {
      id: "table",
      title: "Table",
      hint: "Three columns, with a head",
      words: "grid columns rows",
      run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    },
    { id: "footnote", title: "Footnote", hint: "A note at the end of this part", words: "reference", run: insertFootnote },
    {
      id: "rule",
      title: "Break",
      hint: "A pause between two scenes",
      words: "rule divider line hr",
      run: (editor) => editor.chain().focus().setHorizontalRule().run(),
    },
  ];
}

export function findCommands(commands: BlockCommand[], query: string): BlockCommand[] {
  const sought = query.trim().toLowerCase();
  return commands.filter(({ title, words }) => `${title} ${words}`.toLowerCase().includes(sought));
}
