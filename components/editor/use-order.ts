"use client";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

/** The index among the other rows at this height. */
function indexAt(list: HTMLElement, id: string, clientY: number): number {
  const others = [...list.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.dataset.row !== id);
  return others.filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2 < clientY;
  }).length;
}

const moved = (ids: string[], id: string, to: number) => {
  const rest = ids.filter((each) => each !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
};

/** Reorders rows by dragging their handles or by arrow keys on them. */
export function useOrder(saved: string[], save: (ids: string[], movedId: string) => Promise<unknown>) {
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState<string[] | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const order = shown ?? saved;

  const settle = async (ids: string[], id: string) => {
    setShown(ids);
    if (ids.join() !== saved.join()) await save(ids, id);
    setShown(null);
    // Moving the row's element drops its focus: restore it unless something else has focus.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) list.current?.querySelector<HTMLElement>(`[data-handle="${id}"]`)?.focus();
    });
  };

  /** Listens on the window: moving the row's element would release a captured pointer. */
  const drag = (id: string) => {
    let ids = order;
    const ended = new AbortController();
    const { signal } = ended;
    const end = (last: string[]) => {
      ended.abort();
      setDragged(null);
      void settle(last, id);
    };
    setDragged(id);
    const onMove = ({ clientY }: globalThis.PointerEvent) => {
      if (!list.current) return;
      ids = moved(ids, id, indexAt(list.current, id, clientY));
      setShown(ids);
    };
    addEventListener("pointermove", onMove, { signal });
    addEventListener("pointerup", () => end(ids), { signal });
    addEventListener("pointercancel", () => end(saved), { signal });
  };

  const handleOf = (id: string) => ({
    "data-handle": id,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 0) drag(id);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      const to = order.indexOf(id) + step;
      if (step === 0 || to < 0 || to >= order.length) return;
      event.preventDefault();
      void settle(moved(order, id, to), id);
    },
  });

  return { list, order, dragged, handleOf };
}

export type Handle = ReturnType<ReturnType<typeof useOrder>["handleOf"]>;
