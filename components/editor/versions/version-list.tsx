import clsx from "clsx";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { VersionSummary } from "@/lib/catalog/items/codecs";
import { useText } from "@/lib/i18n/use-text";
import { LocalTime } from "../../dashboard-ui/local-time";
import { text } from "./text";

/** A version's status label. */
function Marks({ version }: { version: VersionSummary }) {
  const t = useText(text);
  return (
    <span className="flex flex-wrap items-center gap-1.5 empty:hidden">
      {version.isPublished && <Chip tone="green">{t.readersSee}</Chip>}
      {!version.isPublished && version.publishedAt && <Chip tone="plain">{t.wasPublished}</Chip>}
      {version.isDraft && <Chip tone="plain">{t.draft}</Chip>}
    </span>
  );
}

/** Somebody asked for it: it has a number of its own. */
export const isCounted = ({ isAutosave, publishedAt }: VersionSummary) => !isAutosave || publishedAt !== null;

const nameOf = (version: VersionSummary, t: (typeof text)["en"]) =>
  (isCounted(version) ? t.version : t.autosaved)(version.savedNumber);

/** Newest first; the selected version is highlighted. */
export function VersionList({
  itemId,
  versions,
  shown,
}: {
  itemId: string;
  versions: VersionSummary[];
  shown: number | undefined;
}) {
  const t = useText(text);
  return (
    <ol className="border-t border-rule">
      {versions.map((version) => (
        <li key={version.number} className="border-b border-rule">
          <Link
            href={`/dashboard/items/${itemId}/versions?number=${version.number}`}
            aria-current={version.number === shown ? "true" : undefined}
            scroll={false}
            className={clsx(
              "block border-s-2 py-3 ps-3 pe-2 text-sm hover:bg-raised",
              version.number === shown ? "border-red-fill bg-raised" : "border-transparent",
            )}
          >
            <span className="figures block font-semibold">{nameOf(version, t)}</span>
            <span className="figures block text-ink-3">
              <LocalTime at={version.savedAt.toISOString()} /> · {t.words(version.words + version.previewWords)}
              {version.sales > 0 && t.bought(version.sales)}
              {version.sales > 0 && version.number !== version.savedNumber && t.onReceipts(version.number)}
            </span>
            <Marks version={version} />
          </Link>
        </li>
      ))}
    </ol>
  );
}
