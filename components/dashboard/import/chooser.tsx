import { FileArchive, FolderOpen } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** Takes files, an archive or a folder, chosen or dropped. */
export function Chooser({ onChoose }: { onChoose: (files: File[]) => void }) {
  const t = useText(text);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onChoose([...event.dataTransfer.files]);
  };
  const take = (input: HTMLInputElement) => {
    onChoose([...(input.files ?? [])]);
    // Cleared, so that choosing the same files again fires a change event.
    input.value = "";
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the buttons inside
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`rounded-lg border border-dashed px-5 py-10 text-center ${isOver ? "border-ink bg-sunk" : "border-rule-strong bg-raised"}`}
    >
      <p className="mx-auto max-w-md text-pretty text-ink-2">{t.drop}</p>
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        <Button variant="primary" onClick={() => files.current?.click()}>
          <FileArchive aria-hidden className="size-4" /> {t.chooseFiles}
        </Button>
        <Button onClick={() => folder.current?.click()}>
          <FolderOpen aria-hidden className="size-4" /> {t.chooseFolder}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        accept=".md,.markdown,.zip,.json,.xml,text/markdown,application/zip"
        aria-label={t.files}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        aria-label={t.folder}
        className="sr-only"
        tabIndex={-1}
        {...{ webkitdirectory: "" }}
        onChange={(event) => take(event.currentTarget)}
      />
    </div>
  );
}
