"use client";
import { type ComponentProps, lazy, Suspense } from "react";

const Contents = lazy(async () => ({ default: (await import("./contents")).Contents }));

/** The same, in a module of its own, so that pages that sell do not load it. */
export const OpenedContents = (props: ComponentProps<typeof Contents>) => (
  <Suspense>
    <Contents {...props} />
  </Suspense>
);
