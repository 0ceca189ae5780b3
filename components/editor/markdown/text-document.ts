// Converts both parts of an item to one editor document and back. Each block's source is tracked by node identity, which an edit
// replaces, and by content, so that an edit that is undone gets its original source again.
import type { JSONContent } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { keyOfBlock, type Origin, openPart, type Part } from "./open-part";
import { type WrittenBlock, writePart } from "./write-part";

export interface Texts {
  preview: string;
  content: string;
}

const room: JSONContent = { type: "paragraph" };

export class TextDocument {
  /** The initial document, with at least one block on each side of the divider. */
  readonly json: JSONContent;
  readonly #parts: readonly [preview: Part, content: Part];
  readonly #origins = new WeakMap<Node, Origin>();
  readonly #byKey = new Map<string, Origin[]>();
  readonly #keys = new WeakMap<Node, string>();

  constructor({ preview, content }: Texts) {
    this.#parts = [openPart(preview), openPart(content)];
    const [free, paid] = this.#parts.map(({ origins }) => (origins.length ? origins.map(({ json }) => json) : [room]));
    this.json = { type: "doc", content: [...(free ?? []), { type: "paidDivider" }, ...(paid ?? [])] };
    for (const origin of this.#parts.flatMap(({ origins }) => origins)) {
      this.#byKey.set(origin.key, [...(this.#byKey.get(origin.key) ?? []), origin]);
    }
  }

  /** Must be called with the editor's document of `json` before any edit. */
  remember(doc: Node): void {
    const origins = this.#parts.flatMap((part) => part.origins);
    let next = 0;
    for (const node of doc.children) {
      const origin = origins[next];
      if (!origin || this.#keyOf(node) !== origin.key) continue;
      this.#origins.set(node, origin);
      next++;
    }
  }

  write(doc: Node): Texts {
    const nodes: [Node[], Node[]] = [[], []];
    let side: 0 | 1 = 0;
    for (const node of doc.children) {
      if (node.type.name === "paidDivider") side = 1;
      else nodes[side].push(node);
    }
    const claimed = new Set(nodes.flat().flatMap((node) => this.#origins.get(node) ?? []));
    const write = (index: 0 | 1) => writePart(this.#blocksOf(nodes[index], claimed), this.#parts[index]);
    return { preview: write(0), content: write(1) };
  }

  #blocksOf(nodes: Node[], claimed: Set<Origin>): WrittenBlock[] {
    let previous: Origin | undefined;
    return nodes.map((node) => {
      const key = this.#keyOf(node);
      const origin = this.#origins.get(node) ?? this.#findOrigin(key, claimed, previous);
      if (origin) claimed.add(origin);
      previous = origin;
      return { json: node.toJSON() as JSONContent, key, origin };
    });
  }

  /** An unused original with equal content, preferably the one next to the neighbour's. */
  #findOrigin(key: string, claimed: Set<Origin>, previous: Origin | undefined): Origin | undefined {
    const free = (this.#byKey.get(key) ?? []).filter((origin) => !claimed.has(origin));
    return free.find(({ part, index }) => part === previous?.part && index === previous.index + 1) ?? free[0];
  }

  #keyOf(node: Node): string {
    const known = this.#keys.get(node);
    if (known !== undefined) return known;
    const key = keyOfBlock(node.toJSON() as JSONContent);
    this.#keys.set(node, key);
    return key;
  }
}
