// Links and pictures of a rendered text as they must be where it is read elsewhere: absolute.

/** Our own serializer's opening tags: every value stands in double quotes, and no other `<` is written. */
const openTag = /<[a-z](?:[^"<>]|"[^"]*")*>/g;
const target = / (href|src)="([^"]*)"/g;
const hasScheme = /^[a-z][a-z0-9+.-]*:/i;

const decoded = (value: string) => value.replaceAll("&#x26;", "&");
const encoded = (value: string) => value.replaceAll("&", "&#x26;").replaceAll('"', "&#x22;");

function absolute(value: string, base: string): string {
  if (hasScheme.test(value) || !URL.canParse(decoded(value), base)) return value;
  return encoded(new URL(decoded(value), base).href);
}

/** `base`: the page that the text belongs to. */
export function withAbsoluteLinks(html: string, base: string): string {
  return html.replace(openTag, (tag) => tag.replace(target, (_all, name, value) => ` ${name}="${absolute(value, base)}"`));
}
