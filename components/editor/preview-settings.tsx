"use client";
import { useEffect, useState } from "react";
import { previewUrl } from "@/components/item/previews/preview-url";
import { Notice } from "@/components/ui/notice";
import type { AnswerOf } from "@/lib/api-client/client";
import { call } from "@/lib/browser/api";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { text } from "./text";
import type { Editor } from "./use-editor";

type OwnPreview = AnswerOf<"GET /api/items/{itemId}/draft/previews">["rows"][number];
type Texts = (typeof text)["en"]["previews"];

const askAgainMs = 2_500;

function describe({ state, reason, parts }: OwnPreview, t: Texts): string {
  if (state === "waiting") return t.making;
  const [first] = parts;
  return first ? t.previewed[first.kind] : t.none[reason ?? "unsupported"];
}

/** Polls the previews' state while some are being made. */
function usePreviews(itemId: string, files: string) {
  const [rows, setRows] = useState<OwnPreview[]>([]);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other files, or another turn, are the reason to ask again
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const ask = async () => {
      const found = await call("GET /api/items/{itemId}/draft/previews", { params: { itemId } }).catch(() => null);
      if (over) return;
      if (found) setRows(found.rows);
      if (!found || found.rows.some(({ state }) => state === "waiting")) timer = setTimeout(ask, askAgainMs);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [itemId, files, turn]);
  return { rows, askAgain: () => setTurn((now) => now + 1) };
}

/** Shows each file's preview, with a switch to hide it from readers. */
export function PreviewSettings({ editor: { draft } }: { editor: Editor }) {
  const t = useText(text).previews;
  const { rows, askAgain } = usePreviews(draft.id, draft.files.map(({ id }) => id).join());
  const { busy, problem, run } = useAction();
  const nameOf = (fileId: string) => draft.files.find(({ id }) => id === fileId)?.name;
  const known = rows.flatMap((row) => {
    const name = nameOf(row.fileId);
    return name ? [{ ...row, name }] : [];
  });
  if (known.length === 0) return null;

  const turn = (fileId: string, isShown: boolean) =>
    run(async () => {
      await call("PATCH /api/items/{itemId}/files/{fileId}/preview", { params: { itemId: draft.id, fileId }, body: { isShown } });
      askAgain();
    });

  return (
    <section aria-labelledby="previews" className="mb-10">
      <h3 id="previews" className="text-lg">
        {t.title}
      </h3>
      <p className="mt-1 mb-3 text-sm text-ink-3">{t.text}</p>
      {problem && (
        <Notice tone="red" className="mb-3">
          {problem.message}
        </Notice>
      )}
      <ul className="border-t border-rule">
        {known.map((row) => (
          <li key={row.fileId} className="flex items-center gap-3 border-b border-rule py-2.5 text-sm">
            <Thumbnail preview={row} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-semibold">{row.name}</p>
              <p className={row.state === "failed" ? "text-red" : "text-ink-3"}>{describe(row, t)}</p>
            </div>
            {row.parts.length > 0 && (
              <label className="flex min-h-9 shrink-0 cursor-pointer items-center gap-2">
                <input
                  type="checkbox"
                  checked={row.isShown}
                  disabled={busy}
                  onChange={({ target }) => turn(row.fileId, target.checked)}
                  className="size-4 accent-red-fill"
                />
                {t.show}
                <span className="sr-only">{t.showOf(row.name)}</span>
              </label>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Thumbnail({ preview: { parts } }: { preview: OwnPreview }) {
  const { larger } = useText(text).previews;
  const picture = parts.find(({ kind }) => kind === "page" || kind === "picture");
  if (!picture) return null;
  return (
    <a href={previewUrl(picture.sha256)} target="_blank" rel="noopener" className="block shrink-0">
      {/* biome-ignore lint/performance/noImgElement: small as it is */}
      <img src={previewUrl(picture.sha256)} alt={larger} className="size-12 border border-rule bg-sunk object-cover object-top" />
    </a>
  );
}
