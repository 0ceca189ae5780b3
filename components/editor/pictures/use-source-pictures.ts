import { useEffect, useRef } from "react";
import type { Editor } from "../use-editor";
import { movedPosition, pictureLines } from "./source-place";

type Part = "preview" | "content";

interface Place {
  part: Part;
  at: number;
}

const fieldOf = (part: Part) => document.querySelector<HTMLTextAreaElement>(`#text-${part}`);

/** Writes as typing does: the cursor stays in its place, which a new value would put at the end. */
function insert(field: HTMLTextAreaElement, lines: string, at: number): void {
  const isHere = field.selectionStart === at && field.selectionEnd === at;
  field.setRangeText(lines, at, at, "preserve");
  if (isHere) field.setSelectionRange(at + lines.length, at + lines.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Sends pictures, and writes each where it was taken in the Markdown when it has arrived. */
export function useSourcePictures({ pictures, desk }: Editor): (part: Part, files: File[]) => void {
  const waiting = useRef(new Map<string, Place>());
  useEffect(() => {
    const places = waiting.current;
    // What failed in the other editor, and is sent again from here, belongs to the paid part: that is the side that gives nothing away.
    for (const { source } of pictures.snapshot().uploads)
      if (!places.has(source)) places.set(source, { part: "content", at: desk.snapshot().fields.content.length });
    let texts = desk.snapshot().fields;
    let isComposing = false;

    const follow = () => {
      const { fields } = desk.snapshot();
      for (const place of places.values()) {
        const [before, after] = [texts[place.part], fields[place.part]];
        if (before !== after) place.at = movedPosition(before, after, place.at);
      }
      texts = fields;
    };
    const put = (source: string, { part, at }: Place) => {
      const field = fieldOf(part);
      if (!field) return;
      const lines = pictureLines(field.value, source, at);
      insert(field, lines, at);
      // Of several that were taken at once, the next comes behind.
      for (const other of places.values()) if (other.part === part && other.at === at) other.at += lines.length;
    };
    const place = () => {
      // To change the text would end what an input method is writing.
      if (isComposing) return;
      for (const [upload, to] of places) {
        const source = pictures.namedAs(upload);
        if (!source) continue;
        places.delete(upload);
        put(source, to);
      }
    };

    const onStart = () => {
      isComposing = true;
    };
    const onEnd = () => {
      isComposing = false;
      // After the change that the browser tells next.
      setTimeout(place);
    };
    const unsubscribes = [desk.subscribe(follow), pictures.subscribe(place)];
    addEventListener("compositionstart", onStart);
    addEventListener("compositionend", onEnd);
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
      removeEventListener("compositionstart", onStart);
      removeEventListener("compositionend", onEnd);
    };
  }, [pictures, desk]);
  return (part, files) => {
    const at = fieldOf(part)?.selectionEnd ?? 0;
    for (const file of files) {
      const upload = pictures.take(file, file.name);
      if (upload) waiting.current.set(upload, { part, at });
    }
  };
}
