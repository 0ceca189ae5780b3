import { useState, useSyncExternalStore } from "react";
import { blobBody } from "@/lib/api-client/file-body";
import { call } from "@/lib/browser/api";
import { PictureDesk } from "./picture-desk";

async function load(url: string): Promise<Blob> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.blob();
}

/** The pictures that are on their way into this item's texts. */
export function usePictures(itemId: string): PictureDesk {
  const [pictures] = useState(
    () =>
      new PictureDesk({
        itemId,
        origin: typeof location === "undefined" ? "" : location.origin,
        send: (file) => call("POST /api/items/{itemId}/pictures", { params: { itemId }, file: blobBody(file) }),
        load,
      }),
  );
  return pictures;
}

export function usePictureState(pictures: PictureDesk) {
  return useSyncExternalStore(pictures.subscribe, pictures.snapshot, pictures.snapshot);
}
