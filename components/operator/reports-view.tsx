import { Choices } from "@/components/market/choices";
import { text as moderation } from "@/components/moderation/text";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { useText } from "@/lib/i18n/use-text";
import type { Report } from "@/lib/moderation/codecs";
import { LocalTime } from "../dashboard-ui/local-time";
import { StatusChip } from "../dashboard-ui/status-chip";
import { languageOf } from "../format/language";
import { DismissReport, DismissReports, ModeratePiece } from "./acts";
import { text } from "./text";

/** What readers have reported, and what may be done about it. */
export function ReportsView({ reports, isOpen }: { reports: Report[]; isOpen: boolean }) {
  const { reports: t } = useText(text);
  const choices = [
    { href: "/operator/reports", label: t.open, isCurrent: isOpen },
    { href: "/operator/reports?state=closed", label: t.closed, isCurrent: !isOpen },
  ];
  return (
    <>
      <div className="mt-6 border-b border-rule">
        <Choices label={t.state} choices={choices} />
      </div>
      {reports.length === 0 && <EmptyState title={t.none}>{t.noneText}</EmptyState>}
      <ul>
        {reports.map((report) => (
          <ReportRow key={report.id} report={report} />
        ))}
      </ul>
    </>
  );
}

function ReportRow({ report: { id, item, reason, text: words, contact, createdAt, outcome, openOfItem } }: { report: Report }) {
  const { reports: t, lookup } = useText(text);
  const { reasons } = useText(moderation);
  const title = item.title || lookup.untitled;
  return (
    <li className="flex flex-col gap-4 border-b border-rule py-5 sm:flex-row sm:items-start sm:justify-between sm:gap-8">
      <div className="min-w-0 max-w-3xl">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="font-semibold">{reasons[reason]}</span>
          <span className="text-sm text-ink-3">
            <LocalTime at={createdAt.toISOString()} />
          </span>
          {outcome && <Chip tone={outcome === "hidden" ? "red" : "plain"}>{t.outcomes[outcome]}</Chip>}
        </p>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
          <a href={`/operator/lookup?q=${item.id}`} lang={languageOf(title)} className="link font-serif text-lg wrap-anywhere">
            {title}
          </a>
          <span className="text-sm text-ink-3">@{item.handle}</span>
          <StatusChip status={item.status} />
        </p>
        {words && (
          <p lang={languageOf(words)} className="mt-2 border-s-2 border-rule-strong ps-4 wrap-anywhere whitespace-pre-line">
            {words}
          </p>
        )}
        {contact && (
          <p className="mt-2 text-sm wrap-anywhere text-ink-2">
            {t.contact} {contact}
          </p>
        )}
        {!outcome && openOfItem > 1 && <p className="mt-2 text-sm text-ink-3">{t.others(openOfItem)}</p>}
      </div>
      <div className="flex shrink-0 flex-wrap gap-2.5">
        <ModeratePiece piece={{ id: item.id, title: item.title, status: item.status }} />
        {!outcome && <DismissReport reportId={id} title={title} />}
        {!outcome && openOfItem > 1 && <DismissReports itemId={item.id} title={title} />}
      </div>
    </li>
  );
}
