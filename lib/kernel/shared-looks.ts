// Looks at what changes, shared by all who want the same: one at a time. Who comes while one is under way shares the next, so that
// nobody is answered with what was seen before they asked.

interface Place<T> {
  /** Ends when the look that is under way has ended. */
  ended: Promise<void>;
  next: Promise<T> | null;
}

export class SharedLooks<T> {
  readonly #places = new WeakMap<object, Map<string, Place<T>>>();

  /** `key`: all that the answer depends on, within `scope`. */
  share(scope: object, key: string, look: () => Promise<T>): Promise<T> {
    const places = this.#places.get(scope) ?? new Map<string, Place<T>>();
    this.#places.set(scope, places);
    const place = places.get(key);
    if (!place) return begin(places, key, look);
    place.next ??= place.ended.then(() => begin(places, key, look));
    return place.next;
  }
}

function begin<T>(places: Map<string, Place<T>>, key: string, look: () => Promise<T>): Promise<T> {
  const seen = look();
  const end = () => {
    if (!place.next) places.delete(key);
  };
  const place: Place<T> = { ended: seen.then(end, end), next: null };
  places.set(key, place);
  return seen;
}
