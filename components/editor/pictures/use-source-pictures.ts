import { useEffect, useRef, useState } from "react";
import type { Editor } from "../use-editor";

type Part = "preview" | "content";

/** `![](picture:…)` where the cursor is, or at the end where it is elsewhere by now; on lines of its own. */
function withPicture(value: string, source: string, field: HTMLTextAreaElement | null): string {
  const at = field?.selectionEnd ?? value.length;
  const [before, after] = [value.slice(0, at), value.slice(at)];
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  return `${before}${gap}![](${source})${after.startsWith("\n") ? "" : "\n\n"}${after}`;
}

/** Sends pictures, and writes each into its part of the Markdown when it has arrived. */
export function useSourcePictures({ pictures, desk, set }: Editor): (part: Part, files: File[]) => void {
  // What failed in the other editor, and is sent again from here, belongs to the paid part: that is the side that gives nothing away.
  const [first] = useState(() => pictures.snapshot().uploads.map(({ source }) => [source, "content"] as const));
  const waiting = useRef(new Map<string, Part>(first));
  const write = useRef(set);
  useEffect(() => {
    write.current = set;
  });
  useEffect(
    () =>
      pictures.subscribe(() => {
        for (const [upload, part] of waiting.current) {
          const source = pictures.namedAs(upload);
          if (!source) continue;
          waiting.current.delete(upload);
          const field = document.querySelector<HTMLTextAreaElement>(`#text-${part}`);
          write.current(part, withPicture(desk.snapshot().fields[part], source, field));
        }
      }),
    [pictures, desk],
  );
  return (part, files) => {
    for (const file of files) {
      const upload = pictures.take(file, file.name);
      if (upload) waiting.current.set(upload, part);
    }
  };
}
