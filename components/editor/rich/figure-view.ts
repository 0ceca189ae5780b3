// A picture on the desk, with its caption. It says what is amiss: that it is on its way, that readers will not see it, or that it has no
// description, because readers who do not see it then get nothing.
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { pictureOf } from "@/lib/markdown/pictures";
import type { PictureDesk } from "../pictures/picture-desk";

export interface FigureWords {
  noDescription: string;
  sending: string;
  failed: string;
  unseen: string;
  missing: string;
}

function hintOf({ attrs }: Node, pictures: PictureDesk, isMissing: boolean, words: FigureWords): string {
  const upload = pictures.uploadOf(String(attrs.src));
  if (upload) return words[upload.state];
  if (!pictures.addressOf(String(attrs.src))) return words.unseen;
  if (isMissing) return words.missing;
  return attrs.alt ? "" : words.noDescription;
}

/** Shows what a node's source stands for, now and when it becomes something else. */
function showIn(image: HTMLImageElement, { attrs }: Node, pictures: PictureDesk): void {
  const address = pictures.addressOf(String(attrs.src));
  if (address === undefined) image.removeAttribute("src");
  else if (image.getAttribute("src") !== address) {
    image.removeAttribute("width");
    image.src = address;
  }
  image.alt = String(attrs.alt);
  image.referrerPolicy = pictureOf(String(attrs.src)) ? "" : "no-referrer";
}

function viewOf(first: Node, dom: HTMLElement, pictures: PictureDesk, show: (node: Node) => void): NodeView {
  let current = first;
  const unsubscribe = pictures.subscribe(() => show(current));
  show(first);
  return {
    dom,
    update(node) {
      if (node.type !== first.type) return false;
      current = node;
      show(node);
      return true;
    },
    ignoreMutation: () => true,
    destroy: unsubscribe,
  };
}

export function figureView(first: Node, pictures: PictureDesk, words: FigureWords): NodeView {
  const dom = document.createElement("figure");
  const image = document.createElement("img");
  const caption = document.createElement("figcaption");
  dom.className = "desk-figure";
  dom.append(image, caption);
  /** The address that could not be loaded. */
  let missing: string | undefined;
  let shown = first;
  const show = () => {
    showIn(image, shown, pictures);
    caption.textContent = shown.attrs.title ? String(shown.attrs.title) : "";
    dom.dataset.hint = hintOf(shown, pictures, missing !== undefined && missing === image.getAttribute("src"), words);
    dom.toggleAttribute("data-sending", pictures.uploadOf(String(shown.attrs.src))?.state === "sending");
  };
  // As on readers' pages: what is kept with the piece has a size and is not enlarged.
  image.addEventListener("load", () => {
    if (new URL(image.src).origin === location.origin) image.width = image.naturalWidth;
  });
  image.addEventListener("error", () => {
    missing = image.getAttribute("src") ?? undefined;
    show();
  });
  return viewOf(first, dom, pictures, (node) => {
    shown = node;
    show();
  });
}

/** Among words it has no room for words of its own. */
export function inlineImageView(first: Node, pictures: PictureDesk): NodeView {
  const image = document.createElement("img");
  return viewOf(first, image, pictures, (node) => showIn(image, node, pictures));
}
