import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { call } from "@/lib/browser/api";
import { useText } from "@/lib/i18n/use-text";
import { formatBytes } from "@/lib/kernel/bytes";
import { useAction } from "../api/use-action";
import { DropZone } from "./drop-zone";
import { FileRow } from "./file-row";
import { text } from "./text";
import { UploadRow } from "./upload-row";
import type { Editor } from "./use-editor";
import { useOrder } from "./use-order";
import { useUploads } from "./use-uploads";

/** The draft's files: upload, order, rename, delete. */
export function FilesEditor({ editor }: { editor: Editor }) {
  const t = useText(text).files;
  const { draft, reload, errorOf } = editor;
  const announce = useAnnounce();
  const uploads = useUploads(draft.id, reload);
  const { busy, problem, run } = useAction();
  const missing = draft.files.length === 0 ? errorOf("files") : undefined;
  const itemId = draft.id;

  /** Reloads also after a refusal, which means that the draft changed elsewhere. */
  const change = async (work: () => Promise<unknown>): Promise<boolean> => {
    const done = await run(async () => {
      await work().finally(reload);
      return true;
    });
    return done ?? false;
  };

  const { list, order, dragged, handleOf } = useOrder(
    draft.files.map(({ id }) => id),
    async (fileIds, movedId) => {
      const name = draft.files.find(({ id }) => id === movedId)?.name;
      if (await change(() => call("PUT /api/items/{itemId}/files", { params: { itemId }, body: { fileIds } })))
        announce(t.moved(name ?? "", fileIds.indexOf(movedId) + 1, fileIds.length));
    },
  );
  const files = order.flatMap((id) => draft.files.find((file) => file.id === id) ?? []);
  const total = files.reduce((sum, file) => sum + Number(file.bytes), 0);

  return (
    <section aria-labelledby="files" className="mb-10">
      <div className="mb-3 flex items-baseline justify-between gap-3">
        <h2 id="files" className="text-xl">
          {t.title}
        </h2>
        {files.length > 0 && (
          <p className="figures text-sm text-ink-3">
            {t.count(files.length)} · {formatBytes(total)}
          </p>
        )}
      </div>
      {(problem || missing) && (
        <Notice tone="red" className="mb-3">
          {problem?.message ?? missing}
        </Notice>
      )}
      {files.length + uploads.uploads.length > 0 && (
        <ul ref={list} className="mb-4 border-t border-rule">
          {files.map((file, index) => (
            <FileRow
              key={file.id}
              file={file}
              place={t.place(index + 1, files.length)}
              handle={files.length > 1 ? handleOf(file.id) : null}
              isDragged={dragged === file.id}
              busy={busy}
              onRename={(name) =>
                change(() =>
                  call("PATCH /api/items/{itemId}/files/{fileId}", { params: { itemId, fileId: file.id }, body: { name } }),
                )
              }
              onDelete={() =>
                void change(() => call("DELETE /api/items/{itemId}/files/{fileId}", { params: { itemId, fileId: file.id } }))
              }
            />
          ))}
          {uploads.uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} uploads={uploads} isIndented={files.length > 1} />
          ))}
        </ul>
      )}
      <DropZone onFiles={uploads.add} />
    </section>
  );
}
