// Pictures that lie beside a text in what is imported: found by the addresses that the text writes, sent along, and named as the item has them.
import type { Client } from "../api-client/client";
import { sourceBody } from "../api-client/file-body";
import type { SourceFile } from "../api-client/source-file";
import { pictureBytesMax } from "../catalog/limits";
import { PICTURE_SCHEME, pictureOf, picturesNamed, renamePictures } from "../markdown/pictures";
import { mapAddresses } from "./addresses";
import type { Parts } from "./body";
import { hashOf } from "./sync-files";

export const isPictureFile = (path: string) => /\.(?:png|jpe?g|webp|gif)$/i.test(path);
const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1).toLowerCase();
const hasScheme = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** The pictures of a source by their names, since programs write their folders in many ways. */
export class PictureIndex {
  readonly #byBase = new Map<string, SourceFile[]>();

  constructor(files: SourceFile[]) {
    for (const file of files) {
      const base = baseOf(file.path);
      this.#byBase.set(base, [...(this.#byBase.get(base) ?? []), file]);
    }
  }

  /** By the path from the text's folder (with its slash), or else by the end of the path, where one file alone has that. */
  find(address: string, folder: string): SourceFile | undefined {
    const path = pathOf(address);
    if (path === undefined) return undefined;
    const named = this.#byBase.get(baseOf(path)) ?? [];
    const here = path.startsWith("/") ? undefined : resolve(folder, path);
    const exact = named.find((file) => file.path === here);
    const end = path.replace(/^(?:\.{0,2}\/)+/, "").toLowerCase();
    const ending = named.filter(({ path: whole }) => `/${whole.toLowerCase()}`.endsWith(`/${end}`));
    const found = exact ?? (ending.length === 1 ? ending[0] : undefined);
    return withinBounds(found);
  }

  /** One that a text calls by its name, where an export puts it (form.ts). */
  findNamed(sha256: string, folder: string): SourceFile | undefined {
    const bases = ["webp", "png", "jpg", "jpeg", "gif"].map((ending) => `${sha256}.${ending}`);
    const own = new Set(bases.flatMap((base) => [resolve(folder, `pictures/${base}`), resolve(folder, `../pictures/${base}`)]));
    return withinBounds(bases.flatMap((base) => this.#byBase.get(base) ?? []).find(({ path }) => own.has(path)));
  }
}

const withinBounds = (file: SourceFile | undefined) => (file && file.bytes <= pictureBytesMax ? file : undefined);

/** What an address says of files: decoded, without query. Undefined for addresses of the web and others with a scheme. */
function pathOf(address: string): string | undefined {
  const written = address.replace(/\\(?=[!-/:-@[-`{-~])/g, "").replace(/^__GHOST_URL__(?=\/)/, "");
  if (hasScheme.test(written)) return undefined;
  const path = written.split(/[?#]/, 1)[0] ?? "";
  try {
    return decodeURIComponent(path).normalize("NFC");
  } catch {
    return path.normalize("NFC");
  }
}

function resolve(folder: string, path: string): string {
  const parts = folder.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

export interface FoundPictures {
  /** By the address or the name (`picture:…`) that the text writes. */
  pictures: Map<string, SourceFile>;
  /** On the web, where they stay. */
  elsewhere: number;
  /** Neither here nor there. */
  leftOut: number;
}

/** `folder`: where the text lies. */
export function findPictures({ preview, content }: Parts, folder: string, index: PictureIndex): FoundPictures {
  const found: FoundPictures = { pictures: new Map(), elsewhere: 0, leftOut: 0 };
  for (const sha256 of [...picturesNamed(preview), ...picturesNamed(content)]) {
    const file = index.findNamed(sha256, folder);
    if (file) found.pictures.set(PICTURE_SCHEME + sha256, file);
  }
  mapAddresses(`${preview}\n\n${content}`, (address, isImage) => {
    const file = index.find(address, folder);
    if (file) found.pictures.set(address, file);
    else if (isImage && /^https:/i.test(address)) found.elsewhere += 1;
    else if (isImage && !pictureOf(address)) found.leftOut += 1;
    return undefined;
  });
  return found;
}

/** What an item calls its pictures, by the hash of what was sent and of what is kept. */
type Known = Map<string, string>;

export async function listKnownPictures({ call }: Client, itemId: string): Promise<Known> {
  const rows = await call("GET /api/items/{itemId}/pictures", { params: { itemId } });
  return new Map(
    rows.flatMap(({ sha256, sourceSha256, source }) => [
      [sourceSha256, source],
      [sha256, source],
    ]),
  );
}

async function send({ call }: Client, itemId: string, file: SourceFile): Promise<string> {
  return (await call("POST /api/items/{itemId}/pictures", { params: { itemId }, file: sourceBody(file) })).source;
}

/** The texts with the item's names of their pictures; what it does not have is sent, or else stays as it is written. */
export async function namePictures<T extends Parts & { pictures: Map<string, SourceFile> }>(
  api: Client,
  itemId: string,
  state: T,
  known: Known,
  maySend: boolean,
): Promise<T> {
  if (state.pictures.size === 0) return state;
  const names = new Map<string, string>();
  for (const [address, file] of state.pictures) {
    const hash = await hashOf(file);
    const name =
      known.get(pictureOf(address) ?? hash) ?? known.get(hash) ?? (maySend ? await send(api, itemId, file) : undefined);
    if (name === undefined) continue;
    known.set(hash, name);
    names.set(address, name);
  }
  const named = (text: string) =>
    mapAddresses(
      renamePictures(text, (name) => names.get(name)),
      (address) => (pictureOf(address) ? undefined : names.get(address)),
    );
  return { ...state, preview: named(state.preview), content: named(state.content) };
}
