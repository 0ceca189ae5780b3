import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** Drops or chooses files, for new uploads and to resume unfinished ones. */
export function DropZone({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const t = useText(text).files;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles(event.dataTransfer.files);
  };
  const onDrag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === "dragover");
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      onDrop={onDrop}
      onDragOver={onDrag}
      onDragLeave={onDrag}
      className={`flex flex-col items-center gap-3 rounded-md border border-dashed px-5 py-8 text-center text-sm transition-colors ${over ? "border-red bg-red-wash" : "border-rule-strong text-ink-3"}`}
    >
      <p className="max-w-[30rem] text-pretty">{t.drop}</p>
      <Button size="small" onClick={() => input.current?.click()}>
        {t.choose}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.choose}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </div>
  );
}
