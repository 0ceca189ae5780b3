// Pictures of an item in its Markdown: `![what it shows](picture:…)`, where … is the SHA-256 of the picture. A text that is committed to by
// a hash so commits to its pictures, and names them whatever becomes of addresses.

export const PICTURE_SCHEME = "picture:";
/** As many as the database takes from one part (pictures_named). */
const NAMES_MAX = 500;
const named = /picture:([0-9a-f]{64})/g;

export const picturePath = (itemId: string, sha256: string): string => `/api/items/${itemId}/pictures/${sha256}`;

/** The hash in a picture's source; undefined for other addresses. */
export const pictureOf = (source: string): string | undefined => /^picture:([0-9a-f]{64})$/.exec(source)?.[1];

/** The first that a text names, each once. */
export function picturesNamed(markdown: string): string[] {
  const names = new Set<string>();
  for (const [, sha256 = ""] of markdown.matchAll(named)) {
    if (names.add(sha256).size === NAMES_MAX) break;
  }
  return [...names];
}

/** The text with these names replaced, wherever they stand; those for which there is none stay. */
export const renamePictures = (markdown: string, nameOf: (name: string) => string | undefined): string =>
  markdown.replace(named, (name) => nameOf(name) ?? name);

export interface PlacedPicture {
  sha256: string;
  /** Pixels, of the largest width. */
  width: number;
  height: number;
  /** Ascending, the largest last. */
  widths: readonly number[];
}

/** Where a picture is fetched; the largest where no width is asked for. */
export type PictureAddress = (sha256: string, width?: number) => string;

/** As decorate.ts writes it: no other `<img` stands before this scheme, and every value is quoted. */
const image = /<img src="picture:([0-9a-f]{64})"((?: [a-z-]+="[^"]*")*)>/g;
const alternative = / alt="([^"]*)"/;
/** The column of a text, as its covers have it. */
const SIZES = "(min-width: 640px) 36.5rem, 92vw";

const inAttribute = (address: string) => address.replaceAll("&", "&#x26;").replaceAll('"', "&#x22;");

/** Rendered HTML with its pictures' addresses and sizes. One that is not known is what its description says. */
export function placePictures(html: string, pictures: PlacedPicture[], addressOf: PictureAddress): string {
  const known = new Map(pictures.map((picture) => [picture.sha256, picture]));
  return html.replace(image, (_tag, sha256: string, rest: string) => {
    const picture = known.get(sha256);
    // In an attribute `<` may stand as it is, in a text it may not.
    if (!picture) return (alternative.exec(rest)?.[1] ?? "").replaceAll("<", "&#x3C;");
    const { width, height, widths } = picture;
    const sources = widths.map((size) => `${inAttribute(addressOf(sha256, size))} ${size}w`).join(", ");
    const several = widths.length > 1 ? ` srcset="${sources}" sizes="${SIZES}"` : "";
    return `<img src="${inAttribute(addressOf(sha256))}"${several} width="${width}" height="${height}"${rest}>`;
  });
}
