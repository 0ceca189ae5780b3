"use client";
import { useLocale } from "#use-locale";
import { formatInstant } from "@/components/format/format";
import { Button } from "@/components/ui/button";
import { FocusedHeading } from "@/components/ui/focused-heading";
import { Money } from "@/components/ui/money";
import { Postmark } from "@/components/ui/postmark";
import { Stamp } from "@/components/ui/stamp";
import { useText } from "@/lib/i18n/use-text";
import { checksum } from "@/lib/kernel/checksum";
import { findNetwork } from "@/lib/x402/networks";
import type { Check } from "@/lib/x402/receipts/receipt-checks";
import type { ReceiptFacts } from "@/lib/x402/receipts/receipt-form";
import type { Verdict } from "@/lib/x402/receipts/verify-receipt";
import { Mark, tones } from "./mark";
import { MeansForm } from "./means-form";
import { text } from "./text";
import type { Verifier } from "./use-verifier";

interface VerdictSheetProps {
  verdict: Verdict;
  verifier: Verifier;
  /** What the last button says: where it leads depends on where one came from. */
  end: string;
}

/** The answer, as a sheet of paper: a true receipt is cancelled by the postmark of the moment it settled. */
export function VerdictSheet({ verdict, verifier, end }: VerdictSheetProps) {
  const t = useText(text);
  const conclusion = t.conclusions[verdict.state];
  const withoutContent = verdict.state === "valid" && verdict.checks.some(({ state }) => state === "skipped");
  const facts = verdict.receipt?.receipt;
  return (
    <article aria-busy={verifier.busy} className="animate-rise border border-rule bg-raised px-5 py-7 sm:px-10 sm:py-10">
      <header className="flex flex-col justify-between gap-6 border-b-2 border-ink pb-7 sm:flex-row sm:items-start sm:gap-24">
        <div>
          <p className="eyebrow">{verifier.busy ? t.checking : t.checked}</p>
          {/* Each verdict is a new answer, to read from its heading on. */}
          <FocusedHeading key={verifier.turn} className={`mt-1 text-2xl sm:text-3xl ${tones[verdict.state]}`}>
            {conclusion.title}
          </FocusedHeading>
          <p className="mt-2 text-sm text-ink-2">{withoutContent ? t.withoutContent : conclusion.text}</p>
        </div>
        {facts && <Cancelled facts={facts} valid={verdict.state === "valid"} />}
      </header>
      {facts && <Facts facts={facts} valid={verdict.state === "valid"} />}
      <ul aria-label={t.checks}>
        {verdict.checks.map((each) => (
          <CheckRow key={each.id} {...each} />
        ))}
      </ul>
      {facts && <MeansForm key={`${verifier.means.rpcUrl} ${verifier.means.signer}`} verifier={verifier} kind={facts.kind} />}
      <div className="mt-7">
        <Button onClick={verifier.clear}>{end}</Button>
      </div>
    </article>
  );
}

function Cancelled({ facts: { amount, network, origin, settledAt }, valid }: { facts: ReceiptFacts; valid: boolean }) {
  return (
    <div className="relative shrink-0 self-end sm:self-auto">
      <Stamp amount={BigInt(amount)} className={`h-24 sm:h-26 ${valid ? "" : "opacity-45 grayscale"}`} />
      {valid && (
        <Postmark
          date={new Date(settledAt)}
          place={findNetwork(network, origin)?.label ?? network}
          className="absolute top-5 -left-20 h-26 -rotate-12 text-[var(--postmark-ink)] opacity-85"
        />
      )}
    </div>
  );
}

/** What the receipt says, in a few lines. */
function Facts({ facts, valid }: { facts: ReceiptFacts; valid: boolean }) {
  const locale = useLocale();
  const t = useText(text);
  const { origin, id, payer, payTo, amount, settledAt, kind, versionNumber, itemId } = facts;
  const lines = [
    [t.shop, origin],
    [t.item, t.what(itemId, kind, versionNumber)],
    [t.from, checksum(payer)],
    [t.to, checksum(payTo)],
    [t.receipt, id],
  ];
  return (
    <section aria-label={t.says} className="border-b border-rule py-5 text-sm">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-lg font-semibold">
          {valid ? t.paid : t.saysPaid} <Money amount={BigInt(amount)} />
        </span>
        <time dateTime={settledAt} className="text-ink-2">
          {formatInstant(new Date(settledAt), locale)}
        </time>
      </p>
      <dl className="mt-3 grid gap-x-4 gap-y-1 sm:grid-cols-[5rem_1fr]">
        {lines.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="mt-1.5 text-ink-3 sm:mt-0">{label}</dt>
            <dd className="figures min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function CheckRow({ id, title, state, detail }: Check) {
  const t = useText(text);
  return (
    <li className="grid grid-cols-[1.75rem_1fr] gap-x-3 border-b border-rule py-3">
      <Mark state={state} />
      <div className="min-w-0">
        <h3 className="font-sans text-base font-semibold tracking-normal">
          <span className="sr-only">{t.marks[state]}: </span>
          {t.titles?.[id] ?? title}
        </h3>
        <p className={`text-sm break-words ${state === "failed" ? "text-red" : "text-ink-2"}`}>
          {t.details[id]?.[state] ?? detail}
        </p>
      </div>
    </li>
  );
}
