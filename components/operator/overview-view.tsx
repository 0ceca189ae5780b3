import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import type { Overview } from "@/lib/desk/codecs";
import { useText } from "@/lib/i18n/use-text";
import type { DiscrepancyJson } from "@/lib/payments/books/codecs";
import { Cell, Row, Table } from "../dashboard/table";
import { LocalTime } from "../dashboard-ui/local-time";
import { ResolveDiscrepancy } from "./acts";
import { formatEther } from "./ether";
import { Hex } from "./hex";
import { Jobs } from "./jobs";
import { text } from "./text";

const Section = ({ title, id, children }: { title: string; id?: string; children: ReactNode }) => (
  <section id={id} className="mt-10 border-t border-rule pt-6">
    <h2 className="mb-4 text-xl">{title}</h2>
    {children}
  </section>
);

/** How the market is, on one page. */
export function OverviewView({ overview, discrepancies }: { overview: Overview; discrepancies: DiscrepancyJson[] }) {
  const { overview: t } = useText(text);
  const { openReports, rails, storage, jobs, leases } = overview;
  return (
    <>
      <section aria-label={t.waiting} className="mt-6 flex flex-wrap gap-x-8 gap-y-2 text-lg">
        <Link href="/operator/reports" className="link">
          {t.reports(openReports)}
        </Link>
        {discrepancies.length > 0 ? (
          <a href="#discrepancies" className="link">
            {t.discrepancies(discrepancies.length)}
          </a>
        ) : (
          <span className="text-ink-2">{t.discrepancies(0)}</span>
        )}
      </section>
      <Section title={t.payments}>
        <Rails rails={rails} />
      </Section>
      <Section title={t.storage}>
        <Chip tone={storage === "ok" ? "green" : "red"}>{t.storageStates[storage].name}</Chip>{" "}
        <span className="text-ink-2">{t.storageStates[storage].text}</span>
      </Section>
      {discrepancies.length > 0 && (
        <Section title={t.discrepancy} id="discrepancies">
          <Discrepancies rows={discrepancies} />
        </Section>
      )}
      <Section title={t.jobs}>
        <Jobs jobs={jobs} />
      </Section>
      {leases.length > 0 && (
        <Section title={t.leases}>
          <Table label={t.leases} columns={t.lease}>
            {leases.map(({ name, holder, expiresAt }) => (
              <Row key={name}>
                <Cell wide>{name}</Cell>
                <Cell>{holder}</Cell>
                <Cell>
                  <LocalTime at={expiresAt.toISOString()} />
                </Cell>
              </Row>
            ))}
          </Table>
        </Section>
      )}
    </>
  );
}

function Rails({ rails }: Pick<Overview, "rails">) {
  const { overview: t } = useText(text);
  const keys = rails.flatMap(({ label, relayers }) => relayers.map((relayer) => ({ label, ...relayer })));
  return (
    <div className="space-y-4">
      <ul className="space-y-1.5">
        {rails.map(({ network, label, payments, reason, gasToday, gasDaily }) => (
          <li key={label + network} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="font-semibold">{label}</span>
            <Chip tone={payments === "open" ? "green" : "red"}>{t[payments]}</Chip>
            {reason && <span className="text-red">{t.reasons[reason] ?? reason}</span>}
            <span className="text-ink-2">{t.gas(formatEther(gasToday), gasDaily === null ? null : formatEther(gasDaily))}</span>
          </li>
        ))}
      </ul>
      {keys.length === 0 ? (
        <Notice>{t.noRelayers}</Notice>
      ) : (
        <Table label={t.relayers} columns={t.relayer}>
          {keys.map(({ label, address, wei, isLow }) => (
            <Row key={label + address}>
              <Cell wide>{label}</Cell>
              <Cell>
                <Hex value={address} />
              </Cell>
              <Cell>
                <span className="figures">{formatEther(wei)} ETH</span> {isLow && <Chip tone="red">{t.low}</Chip>}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </div>
  );
}

function Discrepancies({ rows }: { rows: DiscrepancyJson[] }) {
  const { overview: t } = useText(text);
  return (
    <Table label={t.discrepancy} columns={t.discrepancyColumns}>
      {rows.map(({ id, kind, subject, detail, foundAt }) => (
        <Row key={id}>
          <Cell wide>{kind}</Cell>
          <Cell>
            <span className="figures text-sm break-all">{subject}</span>
          </Cell>
          <Cell>
            <LocalTime at={foundAt} />
          </Cell>
          <Cell>
            <code className="text-sm break-all">{JSON.stringify(detail)}</code>
          </Cell>
          <Cell end>
            <ResolveDiscrepancy discrepancyId={id} subject={subject} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
