// Pictures on their way into a text, without the interface. Each has a name of its own, `upload:…`, under which it stands in the document until the
// server has named it; what is not named is never written into Markdown. What cannot be taken is told.
import { ApiProblem } from "@/lib/api-client/problem";
import { pictureOf, picturePath } from "@/lib/markdown/pictures";
import { isUpload, UPLOAD } from "./upload-source";

/** As the server has it. */
export const pictureBytesMax = 15 * 1024 ** 2;
const takenTypes = /^image\/(?:jpeg|png|webp|gif)$/;

export interface PictureUpload {
  source: string;
  name: string;
  state: "sending" | "failed";
  problem: ApiProblem | null;
}

/** What a person should know of what was pasted. */
export type Told =
  | { kind: "not_a_picture" | "too_large" | "still"; name: string }
  | { kind: "elsewhere"; host: string }
  | { kind: "left_out"; count: number };

export interface PictureState {
  uploads: PictureUpload[];
  told: Told[];
}

export interface PictureDeps {
  itemId: string;
  /** Of this site. */
  origin: string;
  send(file: Blob): Promise<{ source: string; frames: number }>;
  /** Reads a picture of another piece of this site. */
  load(url: string): Promise<Blob>;
}

/** What a `data:` address holds (RFC 2397), where that is in base64, as editors write pictures. */
function blobOf(address: string): Blob | undefined {
  const [, type, base64 = ""] = /^data:(image\/[\w.+-]+);base64,([A-Za-z0-9+/=\s]+)$/.exec(address) ?? [];
  if (!type) return undefined;
  try {
    return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
  } catch {
    return undefined;
  }
}

interface Entry extends PictureUpload {
  read: () => Promise<Blob>;
  /** Of what the browser has, to show it meanwhile. */
  url: string | undefined;
}

const unreadable = (cause: unknown) =>
  cause instanceof ApiProblem
    ? cause
    : new ApiProblem({ status: 0, code: "not_found", detail: "The picture could not be read." });

export class PictureDesk {
  readonly #deps: PictureDeps;
  readonly #entries = new Map<string, Entry>();
  readonly #named = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #state: PictureState = { uploads: [], told: [] };
  #running: Promise<void> = Promise.resolve();
  #takenOut: ReadonlySet<string> = new Set();
  /** Other tabs copy and paste theirs. */
  readonly #name = Math.random().toString(36).slice(2);
  #count = 0;

  constructor(deps: PictureDeps) {
    this.#deps = deps;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): PictureState => this.#state;

  get isSending(): boolean {
    return this.#state.uploads.some(({ state }) => state === "sending");
  }

  /** On its way or failed: the server does not have it. */
  get hasUnsent(): boolean {
    return this.#state.uploads.length > 0;
  }

  get hasNamed(): boolean {
    return this.#named.size > 0;
  }

  /** Resolves once nothing is on its way. */
  async idle(): Promise<void> {
    while (this.isSending) await this.#running;
  }

  /** Begins to send what may be a picture; undefined, and told, for what is none. */
  take(file: Blob, name: string): string | undefined {
    if (!takenTypes.test(file.type)) return this.tell({ kind: "not_a_picture", name });
    if (file.size > pictureBytesMax) return this.tell({ kind: "too_large", name });
    return this.#begin(name, async () => file, URL.createObjectURL(file));
  }

  /** What a source of pasted HTML becomes; undefined, and counted, for what stays out. */
  takeSource(source: string, alt: string): string | undefined {
    const { itemId, origin } = this.#deps;
    if (pictureOf(source)) return source;
    if (isUpload(source)) return this.#entries.has(source) || this.#named.has(source) ? source : undefined;
    if (source.startsWith("data:")) {
      const file = blobOf(source);
      return file && this.take(file, alt);
    }
    if (!URL.canParse(source)) return undefined;
    const url = new URL(source);
    const [, item, sha256] = /^\/api\/items\/(item_\w+)\/pictures\/([0-9a-f]{64})$/.exec(url.pathname) ?? [];
    if (url.origin === origin && sha256) {
      if (item === itemId) return `picture:${sha256}`;
      return this.#begin(alt, () => this.#deps.load(url.pathname), url.pathname);
    }
    if (url.protocol !== "https:") return undefined;
    this.tell({ kind: "elsewhere", host: url.host });
    return source;
  }

  /** The same thing is told once. */
  tell(told: Told): undefined {
    const same = JSON.stringify(told);
    const others = this.#state.told.filter((each) => JSON.stringify(each) !== same);
    this.#state = { ...this.#state, told: [...others, told].slice(-5) };
    this.#emit();
  }

  dismiss(): void {
    this.#state = { ...this.#state, told: [] };
    this.#emit();
  }

  retry(source: string): void {
    const entry = this.#entries.get(source);
    if (entry?.state === "failed") this.#send(entry);
  }

  /** Forgets a failed one; whoever shows it takes it out. */
  drop(source: string): void {
    const entry = this.#entries.get(source);
    if (entry?.state === "failed") this.#forget(entry);
  }

  /** What failed and was taken out of the text needs nobody's care, unless it comes back. */
  takeOut(sources: ReadonlySet<string>): void {
    const isSame = sources.size === this.#takenOut.size && [...sources].every((source) => this.#takenOut.has(source));
    if (isSame) return;
    this.#takenOut = sources;
    this.#show();
  }

  /** Forgets them: they cannot come back any more. */
  dropTakenOut(): void {
    const gone = [...this.#takenOut].flatMap((source) => this.#entries.get(source) ?? []);
    this.#takenOut = new Set();
    for (const entry of gone) this.#forget(entry);
  }

  /** What the server calls an upload; undefined while it has not arrived, and for all else. */
  namedAs(source: string): string | undefined {
    return this.#named.get(source);
  }

  uploadOf(source: string): PictureUpload | undefined {
    return this.#entries.get(source);
  }

  /** Where the browser finds what stands under this source; undefined for what readers would not see either. */
  addressOf(source: string): string | undefined {
    const sha256 = pictureOf(source);
    if (sha256) return picturePath(this.#deps.itemId, sha256);
    return /^https:\/\//i.test(source) ? source : this.#entries.get(source)?.url;
  }

  /** The address that other programs, and other pieces, know a picture by. */
  sharedAs(source: string): string {
    const sha256 = pictureOf(source);
    return sha256 ? this.#deps.origin + picturePath(this.#deps.itemId, sha256) : source;
  }

  #begin(name: string, read: () => Promise<Blob>, url: string | undefined): string {
    const source = `${UPLOAD}${this.#name}-${++this.#count}`;
    const entry: Entry = { source, name, state: "failed", problem: null, read, url };
    this.#entries.set(source, entry);
    this.#send(entry);
    return source;
  }

  /** One after another: each takes much of the server. */
  #send(entry: Entry): void {
    entry.state = "sending";
    entry.problem = null;
    this.#show();
    this.#running = this.#running.then(async () => {
      try {
        const { source, frames } = await this.#deps.send(await entry.read());
        this.#named.set(entry.source, source);
        if (frames > 1) this.tell({ kind: "still", name: entry.name });
        this.#forget(entry);
      } catch (error) {
        entry.state = "failed";
        entry.problem = unreadable(error);
        this.#show();
      }
    });
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry.source);
    if (entry.url?.startsWith("blob:")) URL.revokeObjectURL(entry.url);
    this.#show();
  }

  #show(): void {
    const uploads = [...this.#entries.values()]
      .filter(({ source, state }) => state === "sending" || !this.#takenOut.has(source))
      .map(({ source, name, state, problem }) => ({ source, name, state, problem }));
    this.#state = { ...this.#state, uploads };
    this.#emit();
  }

  #emit(): void {
    for (const listener of this.#listeners) listener();
  }
}
