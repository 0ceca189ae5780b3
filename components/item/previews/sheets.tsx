import type { FileSummary } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import type { ShownPart } from "@/lib/previews/codecs";
import { previewUrl } from "./preview-url";
import { text } from "./text";

/** Pages of a document side by side; on a narrow page they scroll sideways. */
export function Sheets({ file, parts }: { file: FileSummary; parts: ShownPart[] }) {
  const t = useText(text);
  return (
    <ol className="-mx-4 flex snap-x scroll-px-4 gap-4 overflow-x-auto px-4 pb-4 sm:mx-0 sm:scroll-px-0 sm:px-0">
      {parts.map(({ sha256, width, height }, index) => (
        <li key={sha256} className="w-[70vw] max-w-64 shrink-0 snap-start sm:w-auto sm:min-w-0 sm:flex-1 sm:shrink">
          <a href={previewUrl(sha256)} target="_blank" rel="noopener" className="block border border-rule bg-sunk shadow-lift">
            {/* biome-ignore lint/performance/noImgElement: made in the size it is shown in; nothing is left to optimise */}
            <img
              src={previewUrl(sha256)}
              width={width ?? undefined}
              height={height ?? undefined}
              loading="lazy"
              decoding="async"
              alt={t.page(index + 1, file.name)}
              className="block h-auto w-full dark:brightness-90"
            />
          </a>
        </li>
      ))}
    </ol>
  );
}
