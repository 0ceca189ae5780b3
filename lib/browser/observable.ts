// A value outside React that components can watch: the wallet and the session belong to the page, not to one component.
import { useSyncExternalStore } from "react";

export interface Observable<T> {
  get(): T;
  set(next: T): void;
  subscribe(listener: () => void): () => void;
}

export function observable<T>(initial: T): Observable<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value now; on the server always the one given here. */
export function useObservable<T>(source: Observable<T>, onServer: T): T {
  return useSyncExternalStore(source.subscribe, source.get, () => onServer);
}
