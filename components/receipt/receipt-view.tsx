import { BadgeCheck, Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useLocale } from "#use-locale";

import { languageOf } from "@/components/format/language";
import { formatZoned } from "@/components/format/zoned";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import { Postmark } from "@/components/ui/postmark";
import { Stamp } from "@/components/ui/stamp";
import { useText } from "@/lib/i18n/use-text";
import { checksum } from "@/lib/kernel/checksum";
import { toDecimal } from "@/lib/kernel/money";
import { offsetAt } from "@/lib/kernel/zone";
import type { Receipt } from "@/lib/payments/types";
import { PrintButton } from "./print-button";
import { text } from "./text";

interface ReceiptViewProps {
  receipt: Receipt;
  network: { label: string; explorer: string | null };
  /** In which its time is written. */
  zone: string;
}

/** The instant at which a clock in UTC shows what this zone's clock shows. */
const clockOf = (date: Date, zone: string) => new Date(date.getTime() + offsetAt(zone, date.getTime()));

/** The receipt as a printed thing: a sheet with its stamp, cancelled by the postmark of the moment it settled. */
export function ReceiptView({ receipt, network, zone }: ReceiptViewProps) {
  const locale = useLocale();
  const t = useText(text);
  const { item } = receipt;
  return (
    <div className="page py-8 md:py-14 print:py-0">
      <article className="mx-auto max-w-2xl border border-rule bg-raised px-5 py-7 sm:px-10 sm:py-10 print:border-0 print:p-0">
        <header className="flex flex-col justify-between gap-6 border-b-2 border-ink pb-7 sm:flex-row sm:items-start sm:gap-4">
          <div>
            <p className="eyebrow">Pennypost</p>
            <h1 className="mt-1 text-3xl">{t.title}</h1>
            <p className="mt-2 text-sm text-ink-2">
              <time dateTime={receipt.settledAt.toISOString()}>{formatZoned(receipt.settledAt, locale, zone, "second")}</time>
            </p>
          </div>
          <div className="relative shrink-0 self-end sm:self-auto">
            <Stamp amount={receipt.amount} className="h-24 sm:h-26" />
            <Postmark
              date={clockOf(receipt.settledAt, zone)}
              place={network.label}
              className="absolute top-5 -left-20 h-26 -rotate-12 text-[var(--postmark-ink)] opacity-85"
            />
          </div>
        </header>
        <section className="border-b border-rule py-6">
          <h2 className="text-xl">
            <Link href={`/@${item.handle}/${item.slug}`} lang={languageOf(item.title)} className="link decoration-transparent">
              {item.title}
            </Link>
          </h2>
          <p className="mt-1 text-sm text-ink-2">
            {t.by}{" "}
            <Link href={`/@${item.handle}`} className="link">
              {item.creatorName}
            </Link>{" "}
            · {t.what(item.kind, receipt.savedNumber)}
          </p>
          <p className="mt-5 flex items-baseline justify-between text-lg font-semibold">
            <span>{t.paid}</span>
            <span>
              <Money amount={receipt.amount} />{" "}
              <span className="figures text-sm font-normal text-ink-3">{toDecimal(receipt.amount)} USDC</span>
            </span>
          </p>
        </section>
        <dl className="text-sm">
          <Line label={t.from} value={checksum(receipt.payer)} />
          <Line label={t.to} value={checksum(receipt.payTo)} />
          <Line label={t.network} value={`${network.label} (${receipt.network})`} copy={false} />
          <Line
            label={t.transaction}
            value={receipt.transaction}
            href={network.explorer && `${network.explorer}/tx/${receipt.transaction}`}
          />
          <Line label={t.block} value={receipt.blockNumber.toString()} copy={false} />
          <Line label={t.hash} value={receipt.sha256} />
          <Line label={t.id} value={receipt.id} />
        </dl>
        <p className="mt-6 text-sm text-pretty text-ink-3">{t.smallPrint}</p>
        <div className="mt-7 flex flex-wrap gap-3 print:hidden">
          <Link href={`/@${item.handle}/${item.slug}`} className={buttonClass({ variant: "primary" })}>
            {t.open}
          </Link>
          <a href={`/api/receipts/${receipt.id}`} download={`pennypost-${receipt.id}.json`} className={buttonClass({})}>
            <Download aria-hidden className="size-4" /> {t.json}
          </a>
          <Link href={`/verify#${receipt.id}`} prefetch={false} className={buttonClass({})}>
            <BadgeCheck aria-hidden className="size-4" /> {t.verify}
          </Link>
          <PrintButton />
        </div>
      </article>
    </div>
  );
}

function Line({ label, value, href, copy = true }: { label: string; value: string; href?: string | null; copy?: boolean }) {
  const t = useText(text);
  const shown: ReactNode = href ? (
    <a href={href} target="_blank" rel="noopener noreferrer" className="link">
      {value}
    </a>
  ) : (
    value
  );
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-4 border-b border-rule py-2.5 sm:grid-cols-[9rem_1fr_auto]">
      <dt className="col-span-2 text-ink-3 sm:col-span-1">{label}</dt>
      <dd className="figures min-w-0 break-all">{shown}</dd>
      <dd className="grid min-h-8 print:hidden">{copy && <CopyButton text={value} label={t.copy(label)} />}</dd>
    </div>
  );
}
