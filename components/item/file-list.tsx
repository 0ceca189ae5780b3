import { useLocale } from "#use-locale";
import type { FileSummary } from "@/lib/catalog/codecs";
import { fileLabel } from "../format/format";
import { FileIcon } from "./file-icon";

/** The files that the price buys: names, types, sizes, and the beginning of each checksum. */
export function FileList({ files }: { files: FileSummary[] }) {
  const locale = useLocale();
  return (
    <ul className="border-t border-rule">
      {files.map((file) => (
        <li key={file.id} className="flex items-start gap-3 border-b border-rule py-3">
          <FileIcon mediaType={file.mediaType} />
          <div className="min-w-0 flex-1">
            <p className="font-semibold break-words">{file.name}</p>
            <p className="figures text-sm text-ink-3">
              {fileLabel(file, locale)} ·{" "}
              <abbr title={`SHA-256 ${file.sha256}`} className="no-underline">
                sha256 {file.sha256.slice(0, 8)}…
              </abbr>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
