"use client";
import { useEffect, useRef } from "react";
import { useLocale } from "#use-locale";
import { readPlace } from "./place";
import { keepProgress } from "./progress";

const restMs = 400;
const keptAfterMs = 2_500;
/** Other devices are told no more often. */
const tellMs = 8_000;

/** The text stays readable on this device without a network, once it has been open for a moment. */
function useKeptOffline(): void {
  const locale = useLocale();
  useEffect(() => {
    const keep = async () => {
      const [{ keepText }, { text }] = await Promise.all([import("@/lib/browser/kept-texts"), import("./owned/text")]);
      await keepText(document.title.replace(/ · Pennypost$/, ""), text[locale].offline);
    };
    const timer = setTimeout(() => keep().catch(() => undefined), keptAfterMs);
    return () => clearTimeout(timer);
  }, [locale]);
}

/** Stores how far an owner has read, tells it to the wallet's other devices, and shows it as a line at the top of the window. */
export function KeepPlace({ itemId, isTold }: { itemId: string; isTold: boolean }) {
  useKeptOffline();
  const line = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasMoved = false;
    let telling: ReturnType<typeof setTimeout> | undefined;
    let untold: number | null = null;
    const tellNow = async () => {
      telling = undefined;
      if (untold === null) return;
      const fraction = untold;
      untold = null;
      const { call } = await import("@/lib/browser/api");
      // Where it does not arrive, this device still has it, and tells the next.
      await call("PUT /api/library/{itemId}/place", { params: { itemId }, body: { fraction } }).catch(() => undefined);
    };
    const tell = (fraction: number) => {
      untold = fraction;
      telling ??= setTimeout(tellNow, tellMs);
    };
    const keep = () => {
      const place = readPlace();
      if (!hasMoved || place === null || scrollY <= innerHeight / 2) return;
      keepProgress(itemId, place);
      if (isTold) tell(place);
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
    const leave = () => document.hidden && isTold && void tellNow();
    document.addEventListener("visibilitychange", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      clearTimeout(telling);
      void tellNow();
      clearTimeout(timer);
      removeEventListener("scroll", onScroll);
      removeEventListener("pagehide", keep);
    };
  }, [itemId, isTold]);

  return (
    <div
      ref={line}
      aria-hidden
      className="pointer-events-none fixed inset-x-0 top-0 z-10 h-0.5 origin-left scale-x-0 bg-red-fill print:hidden"
    />
  );
}
