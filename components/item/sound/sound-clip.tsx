"use client";
import { lazy, Suspense } from "react";

const SoundPlayer = lazy(async () => ({ default: (await import("./sound-player")).SoundPlayer }));

/** The player on pages that sell, which load it once it is shown. Its place is kept meanwhile. */
export function SoundClip(props: { src: string; label: string; durationMs: number | undefined }) {
  return (
    <div className="min-h-[5.9rem]">
      <Suspense>
        <SoundPlayer {...props} />
      </Suspense>
    </div>
  );
}
