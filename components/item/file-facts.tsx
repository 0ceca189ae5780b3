import { useLocale } from "#use-locale";
import { CopyButton } from "@/components/ui/copy-button";
import type { FileFacts as Facts } from "@/lib/catalog/codecs";
import { fileLabel } from "../format/format";

interface FileFactsProps {
  file: { name: string; mediaType: string; bytes: string; sha256: string; facts?: Facts };
}

/** A file's name, type, size, and checksum to copy. */
export function FileFacts({ file }: FileFactsProps) {
  const locale = useLocale();
  return (
    <>
      <p className="font-semibold break-words">{file.name}</p>
      <p className="figures text-sm text-ink-3">
        {fileLabel(file, locale)} · sha256 {file.sha256.slice(0, 8)}…
        <CopyButton text={file.sha256} label={`Copy the SHA-256 of ${file.name}`} className="-my-2 ms-1 align-middle" />
      </p>
    </>
  );
}
