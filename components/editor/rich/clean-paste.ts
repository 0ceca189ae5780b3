// What comes from Word, Google Docs or a web page, before the editor reads it: lists become lists, wrappers and leftovers go. It is parsed in a
// document of its own, where nothing loads and nothing runs; the editor's schema then takes only what Markdown can say.

const leftovers = "script, style, meta, link, title, xml, iframe, object, embed, form, noscript, template, [hidden]";

/** Google Docs wraps everything in a <b> that is not bold. */
function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

interface WordItem {
  element: HTMLElement;
  level: number;
  ordered: boolean;
}

/** Word says "level 2 of some list" in a style, and writes the sign as text. */
function wordItemOf(element: HTMLElement): WordItem | undefined {
  const level = /mso-list:\s*l\d+\s+level(\d)/i.exec(element.getAttribute("style") ?? "")?.[1];
  if (!level) return undefined;
  const sign = [...element.querySelectorAll<HTMLElement>("span")].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
  );
  const ordered = /^\s*(?:\d+|[a-z]|[ivx]+)[.)]/i.test(sign?.textContent ?? "");
  sign?.remove();
  return { element, level: Number(level), ordered };
}

interface OpenList {
  list: HTMLElement;
  level: number;
}

/** The list that an item of this level belongs to; made, within the lists that are open, if there is none. */
function listFor({ element, level, ordered }: WordItem, open: OpenList[]): HTMLElement {
  while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
  const parent = open.at(-1);
  if (parent?.level === level) return parent.list;
  const list = element.ownerDocument.createElement(ordered ? "ol" : "ul");
  if (parent) (parent.list.lastElementChild ?? parent.list).append(list);
  else element.before(list);
  open.push({ list, level });
  return list;
}

function wordLists(body: HTMLElement): void {
  let open: OpenList[] = [];
  for (const element of [...body.querySelectorAll<HTMLElement>("p, h1, h2, h3")]) {
    const item = wordItemOf(element);
    if (!item) continue;
    if (element.previousElementSibling !== open[0]?.list) open = [];
    const entry = body.ownerDocument.createElement("li");
    const list = listFor(item, open);
    entry.append(...element.childNodes);
    list.append(entry);
    element.remove();
  }
}

/** A table's first row is its heading, whether it says so or not; Markdown knows no other. */
function tableHeads(body: HTMLElement): void {
  for (const row of body.querySelectorAll("table tr:first-child")) {
    if (row !== row.closest("table")?.querySelector("tr")) continue;
    for (const cell of [...row.querySelectorAll("td")]) {
      const head = body.ownerDocument.createElement("th");
      head.append(...cell.childNodes);
      cell.replaceWith(head);
    }
  }
}

/** What an image's source becomes; undefined for one that stays out. */
type TakeSource = (source: string, alt: string) => string | undefined;

/** Returns the number of images that had to stay out. */
function takeImages(body: HTMLElement, take: TakeSource): number {
  let leftOut = 0;
  for (const image of body.querySelectorAll("img")) {
    const source = take(image.getAttribute("src") ?? "", image.getAttribute("alt") ?? "");
    if (source !== undefined) image.setAttribute("src", source);
    else {
      image.remove();
      leftOut++;
    }
  }
  return leftOut;
}

/** `onLeftOut` learns how many images could not be taken along. */
export function cleanPaste(html: string, take: TakeSource, onLeftOut: (count: number) => void): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll(leftovers)) element.remove();
  for (const element of [...body.getElementsByTagName("*")]) if (element.tagName.includes(":")) unwrap(element);
  for (const wrapper of body.querySelectorAll("b[id^=docs-internal-guid]")) unwrap(wrapper);
  const leftOut = takeImages(body, take);
  if (leftOut > 0) onLeftOut(leftOut);
  wordLists(body);
  tableHeads(body);
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
  return body.innerHTML;
}
