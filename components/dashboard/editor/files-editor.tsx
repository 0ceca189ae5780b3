import { Trash2, X } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { FileFacts } from "@/components/item/file-facts";
import { FileIcon } from "@/components/item/file-icon";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatBytes } from "@/lib/kernel/bytes";
import { callApi } from "@/lib/wallet/api";
import { useAction } from "../use-action";
import type { Editor } from "./use-editor";
import { type Upload, useUploads } from "./use-uploads";

const iconButton =
  "grid size-9 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-red disabled:opacity-50";

/** The files of the draft: drop them in, see them arrive, take them out again. */
export function FilesEditor({ editor }: { editor: Editor }) {
  const { draft, reload, errorOf } = editor;
  const { uploads, add, drop } = useUploads(draft.id, reload);
  const { busy, problem, run } = useAction();
  const missing = errorOf("files");

  const remove = (fileId: string) =>
    run(async () => {
      await callApi("DELETE", `/api/items/${draft.id}/files/${fileId}`);
      await reload();
    });

  return (
    <section aria-labelledby="files" className="mb-10">
      <h2 id="files" className="mb-3 text-xl">
        Files
      </h2>
      {(problem || missing) && (
        <Notice tone="red" className="mb-3">
          {problem?.message ?? missing}
        </Notice>
      )}
      {draft.files.length + uploads.length > 0 && (
        <ul className="mb-4 border-t border-rule">
          {draft.files.map((file) => (
            <li key={file.id} className="flex items-start gap-3 border-b border-rule py-3">
              <FileIcon mediaType={file.mediaType} />
              <div className="min-w-0 flex-1">
                <FileFacts file={file} />
              </div>
              <button
                type="button"
                onClick={() => remove(file.id)}
                disabled={busy}
                aria-label={`Delete ${file.name}`}
                title="Delete"
                className={iconButton}
              >
                <Trash2 aria-hidden className="size-4" />
              </button>
            </li>
          ))}
          {uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} onDismiss={() => drop(upload.key)} />
          ))}
        </ul>
      )}
      <DropZone onFiles={add} />
    </section>
  );
}

function UploadRow({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }) {
  const percent = Math.round(upload.share * 100);
  return (
    <li className="flex items-start gap-3 border-b border-rule py-3">
      <FileIcon mediaType="" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold break-words">{upload.name}</p>
        {upload.failed ? (
          <p role="alert" className="text-sm text-red">
            {upload.failed}
          </p>
        ) : (
          <>
            <progress
              value={upload.share}
              aria-label={`Uploading ${upload.name}`}
              className="mt-1.5 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunk [&::-moz-progress-bar]:bg-red-fill [&::-webkit-progress-bar]:bg-sunk [&::-webkit-progress-value]:bg-red-fill"
            />
            <p className="figures mt-1 text-sm text-ink-3">
              {percent < 100 ? `${percent} % of ${formatBytes(upload.bytes)}` : "Checking…"}
            </p>
          </>
        )}
      </div>
      <button
        type="button"
        onClick={upload.failed ? onDismiss : upload.cancel}
        aria-label={upload.failed ? `Dismiss ${upload.name}` : `Cancel ${upload.name}`}
        className={iconButton}
      >
        <X aria-hidden className="size-4" />
      </button>
    </li>
  );
}

function DropZone({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
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
      className={`flex flex-col items-center gap-3 rounded-md border border-dashed px-5 py-8 text-center text-sm ${over ? "border-red bg-red-wash" : "border-rule-strong text-ink-3"}`}
    >
      <p>Drop files here. Any type; each keeps its name and gets a checksum.</p>
      <Button size="small" onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Choose files"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </div>
  );
}
