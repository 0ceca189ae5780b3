// An item's text as HTML, with its pictures in their places.
import type { Db } from "../../db/client";
import type { MarkdownLanguage } from "../../markdown/labels";
import {
  PICTURE_SCHEME,
  type PictureAddress,
  picturePath,
  picturesNamed,
  placePictures,
  renamePictures,
} from "../../markdown/pictures";
import { type Rendered, renderText } from "../../markdown/render";
import { selectItemPictures } from "./item-picture-queries";

export interface ItemText {
  itemId: string;
  markdown: string;
  idPrefix: string;
  language: MarkdownLanguage;
}

/** Addresses of an item's pictures, as its own pages have them; elsewhere with `origin`, and with `access` for who has no session. */
export function picturesAt(itemId: string, { origin = "", access }: { origin?: string; access?: string } = {}): PictureAddress {
  return (sha256, width) => {
    const query = new URLSearchParams({ ...(width ? { width: String(width) } : {}), ...(access ? { access } : {}) });
    return `${origin}${picturePath(itemId, sha256)}${query.size > 0 ? `?${query}` : ""}`;
  };
}

/** A text in Markdown whose pictures open wherever it is read. */
export const withPictureAddresses = (markdown: string, addressOf: PictureAddress): string =>
  renamePictures(markdown, (name) => addressOf(name.slice(PICTURE_SCHEME.length)));

/** As `renderText`. Reads nothing for a text without pictures. */
export async function renderItemText(
  { db }: { db: Db },
  { itemId, markdown, idPrefix, language }: ItemText,
  addressOf: PictureAddress = picturesAt(itemId),
): Promise<Rendered> {
  const names = picturesNamed(markdown);
  const [rendered, pictures] = await Promise.all([
    renderText(markdown, idPrefix, language),
    names.length > 0 ? selectItemPictures(db, itemId, names) : [],
  ]);
  return names.length > 0 ? { ...rendered, html: placePictures(rendered.html, pictures, addressOf) } : rendered;
}
