// XML as text: elements whose words and attributes are escaped, and no character that XML 1.0 forbids (section 2.2): one ends the whole
// document for its readers.

const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string) => text.replace(forbidden, "").replace(/[&<>"]/g, (character) => escapes[character] ?? "");

type Attributes = Record<string, string | undefined>;

function tag(name: string, attributes: Attributes): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  return name + given.join("");
}

/** An element with words in it. */
export const words = (name: string, text: string, attributes: Attributes = {}) =>
  `<${tag(name, attributes)}>${escaped(text)}</${name}>`;

/** An element with attributes only. */
export const empty = (name: string, attributes: Attributes) => `<${tag(name, attributes)}/>`;

/** An element with elements in it, each on its line. */
export const parent = (name: string, attributes: Attributes, children: string[]) =>
  [`<${tag(name, attributes)}>`, ...children, `</${name}>`].join("\n");

/** Without a style sheet browsers show the tree. XSLT is being taken out of browsers; CSS stays. */
export const xmlDocument = (stylesheet: string, root: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/css" href="${escaped(stylesheet)}"?>\n${root}\n`;
