// Pictures that are pasted, dropped or chosen: they stand in the document at once, and get their names when the server has them.
import { type Editor, Extension } from "@tiptap/core";
import { DOMSerializer, type Node, type Schema } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Plugin, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { PictureDesk } from "../pictures/picture-desk";
import { isUpload } from "../pictures/upload-source";
import { type FigureWords, figureView, inlineImageView } from "./figure-view";
import { keepCursorInPart, stayInPart } from "./stay-in-part";

const isPicture = (node: Node) => /^(?:figure|inlineImage)$/.test(node.type.name);

export const selectedPicture = ({ selection }: EditorState): Node | null =>
  selection instanceof NodeSelection && isPicture(selection.node) ? selection.node : null;

/** The pictures among these files, sent on their way, as the document has them. */
function figuresOf(files: Iterable<File>, pictures: PictureDesk) {
  return [...files].flatMap((file) => {
    const src = pictures.take(file, file.name);
    return src ? [{ type: "figure", attrs: { src } }] : [];
  });
}

/** Puts pictures at a position, or at the cursor, and the cursor behind them. */
export function insertFiles(editor: Editor, pictures: PictureDesk, files: Iterable<File>, at?: number): void {
  const figures = figuresOf(files, pictures);
  if (figures.length === 0) return;
  const chain = editor.chain().focus();
  (at === undefined ? chain.insertContent(figures) : chain.insertContentAt(at, figures)).scrollIntoView().run();
  goBehind(editor, String(figures.at(-1)?.attrs.src));
}

/** The cursor behind a picture. */
function goBehind({ state, view }: Editor, source: string): void {
  let end: number | undefined;
  state.doc.descendants((node, position) => {
    if (isPicture(node) && node.attrs.src === source) end = position + node.nodeSize;
  });
  const moved = end !== undefined && stayInPart(state, end);
  if (moved) view.dispatch(moved.scrollIntoView());
}

/** The uploads that stand in a document. */
function uploadsIn(doc: Node): Set<string> {
  const sources = new Set<string>();
  doc.descendants((node) => {
    if (isPicture(node) && isUpload(String(node.attrs.src))) sources.add(String(node.attrs.src));
  });
  return sources;
}

/** Tells which uploads were taken out of the document again: what is undone brings them back. */
function watchTakenOut(pictures: PictureDesk) {
  const stood = new Set<string>();
  return {
    update(doc: Node) {
      const standing = uploadsIn(doc);
      for (const source of standing) stood.add(source);
      pictures.takeOut(new Set([...stood].filter((source) => !standing.has(source))));
    },
    end: () => pictures.dropTakenOut(),
  };
}

/** Takes a picture that was not sent out of the document. */
export function removeSource({ state, view }: Editor, source: string): void {
  const { tr } = state;
  state.doc.descendants((node, position) => {
    if (isPicture(node) && node.attrs.src === source)
      tr.delete(tr.mapping.map(position), tr.mapping.map(position + node.nodeSize));
  });
  if (tr.docChanged) view.dispatch(tr.setMeta("addToHistory", false));
}

/** Gives uploads that have arrived their names, wherever they stand: an undone cut brings back what had none. */
export function nameArrived({ doc, tr }: EditorState, pictures: PictureDesk): Transaction | undefined {
  if (!pictures.hasNamed) return undefined;
  doc.descendants((node, position) => {
    const name = isPicture(node) && pictures.namedAs(String(node.attrs.src));
    if (name) tr.setNodeAttribute(position, "src", name);
  });
  return tr.docChanged ? tr.setMeta("addToHistory", false) : undefined;
}

/** A page's picture is copied with its address and as a file: the file is meant. What is more than a picture, is meant as a text. */
function filesIn(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])];
  if (files.length === 0) return files;
  const { body } = new DOMParser().parseFromString(data?.getData("text/html") ?? "", "text/html");
  return body.textContent?.trim() || body.querySelectorAll("img").length > 1 ? [] : files;
}

/** What leaves for other programs and other pieces has addresses that they can ask; what is moved within the text keeps its names. */
function sharingSerializer(schema: Schema, pictures: PictureDesk): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema);
  const sharing = Object.entries(nodes).map(([name, toDOM]): [string, typeof toDOM] => [
    name,
    (node) => toDOM(isPicture(node) ? node.type.create({ ...node.attrs, src: pictures.sharedAs(String(node.attrs.src)) }) : node),
  ]);
  return new DOMSerializer(Object.fromEntries(sharing), marks);
}

function pasteFiles(editor: Editor, pictures: PictureDesk, event: ClipboardEvent): boolean {
  const files = filesIn(event.clipboardData);
  if (files.length === 0) return false;
  event.preventDefault();
  insertFiles(editor, pictures, files);
  return true;
}

function dropFiles(editor: Editor, pictures: PictureDesk, view: EditorView, event: DragEvent): boolean {
  const files = view.dragging ? [] : filesIn(event.dataTransfer);
  if (files.length === 0) return false;
  event.preventDefault();
  insertFiles(editor, pictures, files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
  return true;
}

/** What was on its way, or had failed, when this document was made has no place in it: it comes to stand at the end, in the paid part. */
function placeLate(editor: Editor, pictures: PictureDesk, late: Set<string>): void {
  for (const source of late) {
    const src = pictures.namedAs(source);
    if (!src) continue;
    late.delete(source);
    editor.commands.insertContentAt(editor.state.doc.content.size, { type: "figure", attrs: { src } });
  }
}

export function pictureExtension(pictures: PictureDesk, words: FigureWords): Extension {
  return Extension.create({
    name: "pictures",
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        keepCursorInPart(),
        new Plugin({
          appendTransaction: (_transactions, _before, state) => nameArrived(state, pictures),
          props: {
            nodeViews: {
              figure: (node) => figureView(node, pictures, words),
              inlineImage: (node) => inlineImageView(node, pictures),
            },
            // Before the editor reads the HTML that comes with a file.
            handleDOMEvents: {
              paste: (_view, event) => pasteFiles(editor, pictures, event),
              drop: (view, event) => dropFiles(editor, pictures, view, event),
            },
            clipboardSerializer: sharingSerializer(editor.schema, pictures),
          },
          view: (view) => {
            const late = new Set(pictures.snapshot().uploads.map(({ source }) => source));
            const unsubscribe = pictures.subscribe(() => {
              placeLate(editor, pictures, late);
              const named = nameArrived(view.state, pictures);
              if (named) view.dispatch(named);
            });
            const takenOut = watchTakenOut(pictures);
            return {
              update: ({ state }, before) => state.doc !== before.doc && takenOut.update(state.doc),
              destroy() {
                unsubscribe();
                takenOut.end();
              },
            };
          },
        }),
      ];
    },
  });
}
