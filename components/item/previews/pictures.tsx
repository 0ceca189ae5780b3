import type { FileSummary } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import type { ShownPart } from "@/lib/previews/codecs";
import { previewUrl } from "./preview-url";
import { text } from "./text";

/** Reduced and watermarked pictures. */
export function Pictures({ pictures }: { pictures: { file: FileSummary; part: ShownPart }[] }) {
  const t = useText(text);
  return (
    <ul className="grid grid-cols-2 items-end gap-x-4 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))]">
      {pictures.map(({ file, part: { sha256, width, height } }) => (
        <li key={file.id} className="min-w-0">
          <a href={previewUrl(sha256)} target="_blank" rel="noopener" className="block border border-rule bg-sunk">
            {/* biome-ignore lint/performance/noImgElement: made in the size it is shown in; nothing is left to optimise */}
            <img
              src={previewUrl(sha256)}
              width={width ?? undefined}
              height={height ?? undefined}
              loading="lazy"
              decoding="async"
              alt={t.picture(file.name)}
              className="block h-auto w-full dark:brightness-90"
            />
          </a>
          <p aria-hidden className="mt-1.5 truncate text-sm text-ink-3">
            {file.name}
          </p>
        </li>
      ))}
    </ul>
  );
}
