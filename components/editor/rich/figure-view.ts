// A picture on the desk, with its caption; one without a description says so, because readers who do not see it get nothing.
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";

export function figureView(first: Node, noDescription: string): NodeView {
  const dom = document.createElement("figure");
  const image = document.createElement("img");
  const caption = document.createElement("figcaption");
  dom.className = "desk-figure";
  dom.append(image, caption);
  image.referrerPolicy = "no-referrer";
  const show = ({ attrs }: Node) => {
    const src = String(attrs.src);
    if (/^https:\/\//i.test(src)) image.src = src;
    else image.removeAttribute("src");
    image.alt = String(attrs.alt);
    caption.textContent = attrs.title ? String(attrs.title) : "";
    dom.dataset.hint = attrs.alt ? "" : noDescription;
  };
  show(first);
  return {
    dom,
    update(node) {
      if (node.type !== first.type) return false;
      show(node);
      return true;
    },
    ignoreMutation: () => true,
  };
}
