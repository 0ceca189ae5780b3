import { AudioLines, File, FileArchive, FileImage, FileSpreadsheet, FileText, FileVideo, type LucideIcon } from "lucide-react";

const families: [RegExp, LucideIcon][] = [
  [/^image\//, FileImage],
  [/^audio\//, AudioLines],
  [/^video\//, FileVideo],
  [/csv|spreadsheet|json/, FileSpreadsheet],
  [/zip|tar|gzip/, FileArchive],
  [/^text\/|pdf|epub|document/, FileText],
];

export function FileIcon({ mediaType }: { mediaType: string }) {
  const Icon = families.find(([pattern]) => pattern.test(mediaType))?.[1] ?? File;
  return <Icon aria-hidden className="mt-1 size-5 shrink-0 text-ink-3" strokeWidth={1.6} />;
}
