"use client";
import { lazy, Suspense } from "react";
import type { OwnedFilesProps } from "./owned/types";

const FileRows = lazy(async () => ({ default: (await import("./owned/file-rows")).FileRows }));

/** The files of a piece that is owned. A page that sells them does not load what opens them. */
export function OwnedFiles(props: OwnedFilesProps) {
  return (
    <Suspense>
      <FileRows {...props} />
    </Suspense>
  );
}
