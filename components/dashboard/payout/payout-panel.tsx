"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { call } from "@/lib/browser/api";
import type { PayoutJson } from "@/lib/catalog/creators/codecs";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { checksum } from "@/lib/kernel/checksum";
import { useAction } from "../../api/use-action";
import { LocalTime } from "../../dashboard-ui/local-time";
import { PendingChange } from "./pending-change";
import { text } from "./text";

interface PayoutPanelProps {
  payout: PayoutJson;
  /** The wallet that is signed in. */
  account: string;
  /** "Base" */
  network: string;
}

/** Shows and changes the payout address, with its history. */
export function PayoutPanel({ payout, account, network }: PayoutPanelProps) {
  const t = useText(text);
  const [asking, setAsking] = useState(false);
  const payTo = checksum(payout.payTo);
  const isAccount = payTo === checksum(account);
  return (
    <div className="min-w-0 max-w-xl">
      <p className="flex items-center gap-1">
        <span className="figures break-all">{payTo}</span>
        <CopyButton text={payTo} label={t.copyAddress} />
      </p>
      <p className="mt-2 text-sm text-pretty text-ink-3">
        {isAccount ? t.ownWallet : t.otherWallet}
        {t.arrives(network)}
      </p>
      {payout.pending ? (
        <PendingChange change={payout.pending} account={account} />
      ) : (
        <Button className="mt-4" onClick={() => setAsking(true)}>
          {t.change}
        </Button>
      )}
      <StartDialog open={asking} onOpenChange={setAsking} />
      <History payout={payout} />
    </div>
  );
}

function StartDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useText(text);
  const router = useRouter();
  const { busy, problem, run, errorOf, amend } = useAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const payTo = String(new FormData(event.currentTarget).get("payTo")).trim();
    if (!(await run(() => call("POST /api/creators/me/payout", { body: { payTo } })))) return;
    onOpenChange(false);
    router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t.change} description={t.changeText}>
      <form onSubmit={submit} onInput={amend} className="mt-5" noValidate>
        <Field label={t.address} error={errorOf("payTo")}>
          {(control) => (
            <Input
              name="payTo"
              placeholder="0x…"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="figures"
              {...control}
            />
          )}
        </Field>
        {problem && problem.issues.length === 0 && (
          <Notice tone="red" className="mt-4">
            {problem.message}
          </Notice>
        )}
        <DialogActions>
          <Button onClick={() => onOpenChange(false)}>{t.cancel}</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            {busy ? t.busy : t.goOn}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function History({ payout: { history } }: { payout: PayoutJson }) {
  const t = useText(text);
  if (history.length === 0) return null;
  return (
    <details className="mt-5 text-sm">
      <summary className="w-fit font-semibold">{t.history(history.length)}</summary>
      <ol className="mt-2 border-t border-rule">
        {history.map(({ id, fromPayTo, toPayTo, completedAt }) => (
          <li key={id} className="figures flex flex-wrap gap-x-4 border-b border-rule py-2 text-ink-2">
            <span>{completedAt && <LocalTime at={completedAt} form="day" />}</span>
            <span title={t.fromTo(checksum(fromPayTo), checksum(toPayTo))}>
              {shorten(checksum(fromPayTo))} → {shorten(checksum(toPayTo))}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
