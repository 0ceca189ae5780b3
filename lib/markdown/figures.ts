// Paragraphs with a single child: a picture with a caption becomes a figure, a bare link to a known site a card. A card is a plain link
// that says where it leads: it loads nothing from that site, which learns nothing of the reader before the click.
import type { Element, ElementContent } from "hast";
import type { MarkdownWords } from "./labels";
import { pictureOf } from "./pictures";

type Kinds = MarkdownWords["kinds"];

/** Kinds of linked pages by host, without "www.". */
const places: Record<string, keyof Kinds> = {
  "youtube.com": "video",
  "youtu.be": "video",
  "vimeo.com": "video",
  "soundcloud.com": "sound",
  "open.spotify.com": "sound",
  "bandcamp.com": "sound",
  "github.com": "code",
  "gist.github.com": "code",
  "codepen.io": "code",
  "openstreetmap.org": "map",
  "archive.org": "archive",
};

/** The only child besides white space. */
function onlyChild(paragraph: Element): Element | undefined {
  const [only, ...others] = paragraph.children.filter((child) => child.type !== "text" || child.value.trim() !== "");
  return only?.type === "element" && others.length === 0 ? only : undefined;
}

function element(tagName: string, className: string | undefined, children: ElementContent[]): Element {
  return { type: "element", tagName, properties: className ? { className: [className] } : {}, children };
}

const text = (value: string): ElementContent => ({ type: "text", value });

/** Whether an image of this source is one that readers see. */
export const isShown = (source: string): boolean => /^https:\/\//i.test(source) || pictureOf(source) !== undefined;

function figureOf(image: Element): Element | undefined {
  const { title, ...others } = image.properties;
  if (!title || !isShown(String(others.src ?? ""))) return undefined;
  image.properties = others;
  return element("figure", undefined, [image, element("figcaption", undefined, [text(String(title))])]);
}

function cardOf(link: Element, kinds: Kinds): Element | undefined {
  const href = String(link.properties.href ?? "");
  const [words, ...others] = link.children;
  if (others.length > 0 || words?.type !== "text" || words.value !== href || !URL.canParse(href)) return undefined;
  const { protocol, hostname, pathname, search } = new URL(href);
  const host = hostname.replace(/^www\./, "");
  const kind = Object.hasOwn(places, host) ? places[host] : undefined;
  if (!kind || protocol !== "https:") return undefined;
  link.children = [
    element("span", "card-kind", [text(kinds[kind])]),
    element("span", "card-host", [text(host)]),
    element("span", "card-path", [text(pathname.length > 1 ? pathname + search : "")]),
  ];
  return element("p", "link-card", [link]);
}

/** The replacement of a paragraph; undefined for an ordinary one. */
export function standsAlone(paragraph: Element, kinds: Kinds): Element | undefined {
  const only = onlyChild(paragraph);
  if (only?.tagName === "img") return figureOf(only);
  return only?.tagName === "a" ? cardOf(only, kinds) : undefined;
}
