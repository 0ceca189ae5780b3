"use client";
import { lazy, Suspense } from "react";
import type { OwnedFilesProps } from "./owned/types";

const FileRows = lazy(async () => ({ default: (await import("./owned/file-rows")).FileRows }));

/** The files of an owned item. In a module of its own, so that pages that sell do not load the viewers. */
export function OwnedFiles(props: OwnedFilesProps) {
  return (
    <Suspense>
      <FileRows {...props} />
    </Suspense>
  );
}
