"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import type { AnswerOf } from "@/lib/api-client/client";
import { call } from "@/lib/browser/api";
import { setSession, signedOut } from "@/lib/browser/session";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { LocalTime } from "../dashboard-ui/local-time";
import { text } from "./text";

type SessionRow = AnswerOf<"GET /api/sessions">["rows"][number];

/** Lists the browsers in which this wallet is signed in, and ends one or all. */
export function Sessions({ sessions }: { sessions: SessionRow[] }) {
  const t = useText(text).sessions;
  const router = useRouter();
  const announce = useAnnounce();
  const { busy, problem, run } = useAction();
  const [isAsking, setAsking] = useState(false);
  const nameOf = ({ device }: SessionRow) => device || t.unknown;

  const end = async (row: SessionRow) => {
    const done = await run(async () => {
      await call("DELETE /api/sessions/{sessionId}", { params: { sessionId: row.id } });
      return true;
    });
    if (done) announce(t.ended(nameOf(row)));
    router.refresh();
  };

  return (
    <div className="min-w-0 max-w-3xl">
      <ul aria-label={t.list} className="border-t border-rule">
        {sessions.map((row) => (
          <li key={row.id} className="flex items-center justify-between gap-4 border-b border-rule py-3">
            <div className="min-w-0">
              <p className="font-semibold">
                {nameOf(row)}
                {row.isCurrent && <span className="ms-2 font-normal text-ink-3">{t.here}</span>}
              </p>
              <p className="figures text-sm text-ink-3">
                {t.since} <LocalTime at={row.createdAt} />
              </p>
              <p className="figures text-sm text-ink-3">
                {t.seen} <LocalTime at={row.lastSeenAt} />
              </p>
            </div>
            {!row.isCurrent && (
              <Button size="small" variant="quiet" disabled={busy} onClick={() => end(row)} aria-label={t.endOf(nameOf(row))}>
                {t.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problem && (
        <Notice tone="red" className="mt-4">
          {problem.message}
        </Notice>
      )}
      <p className="mt-3 mb-4 text-sm text-pretty text-ink-3">{t.hint}</p>
      <Button onClick={() => setAsking(true)}>{t.everywhere}</Button>
      <EverywhereDialog open={isAsking} onOpenChange={setAsking} />
    </div>
  );
}

function EverywhereDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useText(text).sessions;
  const router = useRouter();
  const { busy, problem, run } = useAction();
  const leave = () =>
    run(async () => {
      await call("DELETE /api/sessions");
      setSession(signedOut);
      router.refresh();
    });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t.askTitle} description={t.askText}>
      {problem && (
        <Notice tone="red" className="mt-4">
          {problem.message}
        </Notice>
      )}
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>{t.keep}</Button>
        <Button variant="danger" disabled={busy} onClick={leave}>
          {busy ? t.ending : t.everywhere}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
