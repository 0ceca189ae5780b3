// Observable values outside React, for state that belongs to the page and not to one component (wallet, session).
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

/** The current value; on the server always the one given here. */
export function useObservable<T>(source: Observable<T>, onServer: T): T {
  return useSyncExternalStore(source.subscribe, source.get, () => onServer);
}
