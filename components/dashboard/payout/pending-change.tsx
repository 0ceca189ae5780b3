"use client";
import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale } from "#use-locale";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field, Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { walletProblem } from "@/components/wallet/use-sign-in";
import { ApiProblem } from "@/lib/api-client/problem";
import { call } from "@/lib/browser/api";
import type { PayoutChangeJson } from "@/lib/catalog/creators/codecs";
import type { Locale } from "@/lib/i18n/locales";
import { useText } from "@/lib/i18n/use-text";
import { shorten } from "@/lib/kernel/address";
import { checksum } from "@/lib/kernel/checksum";
import { inWords, problems } from "../../api/in-words";
import { LocalTime } from "../../dashboard-ui/local-time";
import { OtherWallet, signWith } from "./sign-with";
import { text } from "./text";

type Change = PayoutChangeJson;

type Texts = (typeof text)["en"]["pending"];

async function sentenceOf(error: unknown, signer: string, t: Texts, locale: Locale): Promise<string> {
  if (error instanceof OtherWallet) return t.wrongWallet(shorten(error.message), shorten(checksum(signer)));
  return error instanceof ApiProblem ? inWords(error, problems[locale]).message : walletProblem(error, locale);
}

/** A payout change that waits for its two signatures, each made in this browser or pasted. */
export function PendingChange({ change, account }: { change: Change; account: string }) {
  const t = useText(text).pending;
  const locale = useLocale();
  const router = useRouter();
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const params = { changeId: change.id };

  const attempt = async (signer: string, work: () => Promise<Change | undefined>) => {
    setBusy(true);
    setProblem(null);
    try {
      const next = await work();
      if (next?.completedAt) announce(t.done);
      router.refresh();
    } catch (error) {
      setProblem(await sentenceOf(error, signer, t, locale));
    }
    setBusy(false);
  };
  const handIn = (signer: string, signature: string) =>
    call("POST /api/creators/me/payout/{changeId}", { params, body: { signer, signature } });
  const sign = (signer: string) => void attempt(signer, async () => handIn(signer, await signWith(signer, change.message)));
  const paste = (signer: string, signature: string) => void attempt(signer, () => handIn(signer, signature));
  const cancel = () => void attempt(account, () => call("DELETE /api/creators/me/payout/{changeId}", { params }));
  const signer = { busy, onSign: sign, onPaste: paste };

  return (
    <section aria-label={t.label} className="mt-5 rounded-md border border-rule-strong bg-raised p-5">
      <h3 className="text-lg">{t.title}</h3>
      <p className="mt-1 text-sm text-pretty text-ink-2">
        {t.beforeTime}
        <LocalTime at={change.expiresAt} />
        {t.afterTime}
      </p>
      <ul className="mt-4 border-t border-rule">
        <Signer who={t.account} address={account} done={change.signed.account} {...signer} />
        <Signer who={t.payTo} address={change.toPayTo} done={change.signed.payTo} {...signer} />
      </ul>
      <details className="mt-4 text-sm">
        <summary className="w-fit">{t.message}</summary>
        <div className="mt-2 flex items-start gap-1 rounded-md bg-sunk p-3">
          <pre className="min-w-0 flex-1 text-xs break-words whitespace-pre-wrap">{change.message}</pre>
          <CopyButton text={change.message} label={t.copyMessage} />
        </div>
      </details>
      {problem && (
        <Notice tone="red" className="mt-4">
          {problem}
        </Notice>
      )}
      <Button size="small" variant="quiet" className="mt-3 -ms-3" onClick={cancel} disabled={busy}>
        {t.cancel}
      </Button>
    </section>
  );
}

interface SignerProps {
  who: string;
  address: string;
  done: boolean;
  busy: boolean;
  onSign: (address: string) => void;
  onPaste: (address: string, signature: string) => void;
}

function Signer({ who, address, done, busy, onSign, onPaste }: SignerProps) {
  const t = useText(text).pending;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onPaste(address, String(new FormData(event.currentTarget).get("signature")).trim());
  };
  return (
    <li className="border-b border-rule py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <span className="text-sm font-semibold">{who}</span>
          <span className="figures block text-sm text-ink-3" title={checksum(address)}>
            {shorten(checksum(address))}
          </span>
        </p>
        {done ? (
          <p className="flex items-center gap-1.5 text-sm font-semibold text-green">
            <Check aria-hidden className="size-4" /> {t.signed}
          </p>
        ) : (
          <Button size="small" onClick={() => onSign(address)} disabled={busy} aria-label={t.signOf(who)}>
            {t.sign}
          </Button>
        )}
      </div>
      {!done && (
        <details className="mt-1 text-sm">
          <summary className="w-fit text-ink-3">{t.elsewhere}</summary>
          <form onSubmit={submit} className="mt-2 space-y-2">
            <Field label={t.signatureOf(who)}>
              {(control) => (
                <Textarea name="signature" rows={2} placeholder="0x…" spellCheck={false} className="text-xs" {...control} />
              )}
            </Field>
            <Button type="submit" size="small" disabled={busy}>
              {t.handIn}
            </Button>
          </form>
        </details>
      )}
    </li>
  );
}
