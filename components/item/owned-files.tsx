"use client";
import { lazy, Suspense } from "react";
import type { FileFacts } from "@/lib/catalog/types";

export interface OwnedFile {
  id: string;
  name: string;
  mediaType: string;
  /** A decimal string: it crosses from server to browser. */
  bytes: string;
  sha256: string;
  facts?: FileFacts;
}

export interface OwnedFilesProps {
  files: OwnedFile[];
  itemId: string;
  /** Just unlocked: the focus goes to the first. */
  fresh?: boolean;
}

const FileRows = lazy(async () => ({ default: (await import("./owned/file-rows")).FileRows }));

/** The files of a piece that is owned. A page that sells them does not load what opens them. */
export function OwnedFiles(props: OwnedFilesProps) {
  return (
    <Suspense>
      <FileRows {...props} />
    </Suspense>
  );
}
