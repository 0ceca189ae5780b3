"use client";
import { useEffect, useState } from "react";
import type { AnswerOf } from "@/lib/api-client/client";
import { call } from "@/lib/browser/api";
import { kindOf } from "./kind";
import type { OwnedFile } from "./types";

type Part = AnswerOf<"GET /api/items/{itemId}/previews">["rows"][number]["parts"][number];

/** What a preview shows of these is a picture. */
const seen = new Set(["picture", "pdf"]);

export const hasThumbnail = ({ mediaType }: OwnedFile) => seen.has(kindOf(mediaType) ?? "");

/** A small picture of each file that has one, by the file's id. Empty where they cannot be asked for. */
export function useThumbnails(itemId: string, files: OwnedFile[]): ReadonlyMap<string, Part> {
  const [thumbnails, setThumbnails] = useState<ReadonlyMap<string, Part>>(new Map());
  const isAsked = files.some(hasThumbnail);
  useEffect(() => {
    if (!isAsked) return;
    let over = false;
    call("GET /api/items/{itemId}/previews", { params: { itemId } }).then(
      ({ rows }) =>
        over || setThumbnails(new Map(rows.flatMap(({ fileId, parts: [first] }) => (first ? [[fileId, first]] : [])))),
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [itemId, isAsked]);
  return thumbnails;
}
