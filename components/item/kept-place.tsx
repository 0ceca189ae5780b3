"use client";
import { type ComponentProps, lazy, Suspense } from "react";

const KeepPlace = lazy(async () => ({ default: (await import("./keep-place")).KeepPlace }));

/** The same, in a module of its own, so that pages that sell do not load it. */
export const KeptPlace = (props: ComponentProps<typeof KeepPlace>) => (
  <Suspense>
    <KeepPlace {...props} />
  </Suspense>
);
