import { EmptyState } from "@/components/ui/empty-state";
import type { AuditEntry } from "@/lib/audit/codecs";
import { useText } from "@/lib/i18n/use-text";
import { LocalTime } from "../dashboard-ui/local-time";
import { Hex } from "./hex";
import { text } from "./text";

export function AuditView({ entries }: { entries: AuditEntry[] }) {
  const { audit: t, nav } = useText(text);
  if (entries.length === 0) return <EmptyState title={t.none} />;
  return (
    <ul aria-label={nav.audit} className="mt-8 border-t border-rule">
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

function Entry({ entry: { at, wallet, action, subject, before, after, requestId } }: { entry: AuditEntry }) {
  const { audit: t } = useText(text);
  return (
    <li className="border-b border-rule py-4">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-semibold">{t.actions[action] ?? action}</span>
        <a href={`/operator/audit?subject=${encodeURIComponent(subject)}`} className="link figures text-sm break-all">
          {subject}
        </a>
      </p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-3">
        <LocalTime at={at.toISOString()} />
        {wallet ? <Hex value={wallet} /> : <span>{t.token}</span>}
        {requestId && <span className="figures">{requestId}</span>}
      </p>
      <p className="mt-1.5 text-sm text-ink-2">
        <code className="break-all">{JSON.stringify(before)}</code> <span aria-hidden>→</span>{" "}
        <code className="break-all">{JSON.stringify(after)}</code>
      </p>
    </li>
  );
}
