// The divider on the screen: a rule that acts as a window splitter (WAI-ARIA). Focus it and press the arrow keys, or drag it with mouse or finger.
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { bordersOf, dividerIndex, moveDivider } from "./divider";

export interface DividerCopy {
  label: string;
  /** How it is moved. */
  hint: string;
  /** For who cannot see where it stands: "3 of 12 blocks are free". */
  describe(above: number, all: number): string;
}

/** The blocks on the screen, the divider left out. */
function rectsOf(view: EditorView): DOMRect[] {
  const { doc } = view.state;
  const divider = dividerIndex(doc);
  return bordersOf(doc)
    .slice(0, -1)
    .filter((_border, index) => index !== divider)
    .flatMap((border) => {
      const dom = view.nodeDOM(border);
      return dom instanceof HTMLElement ? [dom.getBoundingClientRect()] : [];
    });
}

function element(className: string, text = ""): HTMLElement {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** From pointer down to pointer up: a line shows where it would go. */
function drag(view: EditorView, handle: HTMLElement, down: PointerEvent): void {
  const stop = new AbortController();
  const { signal } = stop;
  const line = element("paid-divider-target");
  let target: number | undefined;
  handle.setPointerCapture(down.pointerId);
  handle.addEventListener(
    "pointermove",
    ({ clientY }) => {
      const rects = rectsOf(view);
      target = rects.filter(({ top, bottom }) => clientY > (top + bottom) / 2).length;
      const above = rects[target - 1]?.bottom ?? rects[0]?.top ?? 0;
      const below = rects[target]?.top ?? above;
      Object.assign(line.style, {
        top: `${(above + below) / 2}px`,
        left: `${rects[0]?.left ?? 0}px`,
        width: `${rects[0]?.width ?? 0}px`,
      });
      if (!line.isConnected) document.body.append(line);
      handle.classList.add("is-dragged");
      if (clientY < 140) scrollBy({ top: -16 });
      if (clientY > innerHeight - 60) scrollBy({ top: 16 });
    },
    { signal },
  );
  const end = (moves: boolean) => {
    stop.abort();
    line.remove();
    handle.classList.remove("is-dragged");
    if (moves && target !== undefined) moveAndFocus(view, target);
  };
  handle.addEventListener("pointerup", () => end(true), { signal });
  handle.addEventListener("pointercancel", () => end(false), { signal });
  addEventListener("keydown", ({ key }) => key === "Escape" && end(false), { signal });
}

/** Moving makes another element of it; the focus follows. */
function moveAndFocus(view: EditorView, index: number): void {
  moveDivider(view, index);
  const moved = view.dom.querySelector<HTMLElement>(".paid-divider");
  moved?.focus({ preventScroll: true });
  moved?.scrollIntoView({ block: "nearest" });
}

function onKey(view: EditorView, event: KeyboardEvent): void {
  const { doc } = view.state;
  const at = dividerIndex(doc);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: doc.childCount }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (to >= 0) moveAndFocus(view, to);
}

/** Says where it stands; called after every change of the document. */
export function describeDivider(view: EditorView, { describe }: DividerCopy): void {
  const dom = view.dom.querySelector(".paid-divider");
  const { doc } = view.state;
  const [above, all] = [dividerIndex(doc), doc.childCount - 1];
  const values = { valuemin: 0, valuemax: all, valuenow: above, valuetext: describe(above, all) };
  for (const [name, value] of Object.entries(values)) {
    if (dom?.getAttribute(`aria-${name}`) !== String(value)) dom?.setAttribute(`aria-${name}`, String(value));
  }
}

export function dividerView(view: EditorView, { label, hint }: DividerCopy): NodeView {
  const dom = document.createElement("div");
  dom.className = "paid-divider";
  dom.contentEditable = "false";
  dom.tabIndex = 0;
  dom.title = hint;
  for (const [name, value] of Object.entries({
    role: "separator",
    "aria-orientation": "horizontal",
    "aria-label": label,
    "aria-valuenow": "0",
  })) {
    dom.setAttribute(name, value);
  }
  dom.append(element("paid-divider-words", label), element("paid-divider-grip", "⋮⋮"));
  dom.addEventListener("keydown", (event) => onKey(view, event));
  dom.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    dom.focus({ preventScroll: true });
    drag(view, dom, event);
  });
  return { dom, stopEvent: () => true, ignoreMutation: () => true };
}
