"use client";
import { useEffect, useRef } from "react";
import { readPlace } from "./place";
import { keepProgress } from "./progress";

const restMs = 400;

/** Stores how far an owner has read, and shows it as a line at the top of the window. */
export function KeepPlace({ itemId }: { itemId: string }) {
  const line = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasMoved = false;
    const keep = () => {
      const place = readPlace();
      if (hasMoved && place !== null && scrollY > innerHeight / 2) keepProgress(itemId, place);
    };
    const show = () => line.current?.style.setProperty("transform", `scaleX(${readPlace() ?? 0})`);
    const onScroll = () => {
      hasMoved = true;
      show();
      clearTimeout(timer);
      timer = setTimeout(keep, restMs);
    };
    show();
    addEventListener("scroll", onScroll, { passive: true });
    addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", onScroll);
      removeEventListener("pagehide", keep);
    };
  }, [itemId]);

  return (
    <div
      ref={line}
      aria-hidden
      className="pointer-events-none fixed inset-x-0 top-0 z-10 h-0.5 origin-left scale-x-0 bg-red-fill print:hidden"
    />
  );
}
