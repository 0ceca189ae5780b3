// Rendered texts by the hash of their source: the least recently read leave first. Bounded by size, in this process only.

export class RenderedCache {
  readonly #entries = new Map<string, string>();
  readonly #charactersMax: number;
  #characters = 0;

  constructor(charactersMax: number) {
    this.#charactersMax = charactersMax;
  }

  find(key: string): string | undefined {
    const html = this.#entries.get(key);
    if (html === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, html);
    return html;
  }

  /** Returns `html`, for the caller to pass on. */
  keep(key: string, html: string): string {
    if (html.length > this.#charactersMax / 4 || this.#entries.has(key)) return html;
    this.#entries.set(key, html);
    this.#characters += html.length;
    for (const [oldest, text] of this.#entries) {
      if (this.#characters <= this.#charactersMax) break;
      this.#entries.delete(oldest);
      this.#characters -= text.length;
    }
    return html;
  }
}
