"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { call } from "@/lib/browser/api";
import { setSession, signedOut } from "@/lib/browser/session";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { text } from "./text";

/** Says what goes and what stays, and erases once somebody is sure. */
export function Erase({ wallet }: { wallet: string }) {
  const t = useText(text).erase;
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="max-w-xl space-y-2">
      <p className="text-pretty text-ink-2">{t.goes}</p>
      <p className="text-pretty text-ink-2">{t.stays}</p>
      <p className="pb-2 text-sm text-ink-3">
        {t.exportBefore}
        <a href="/dashboard/settings" className="link">
          {t.exportLink}
        </a>
        {t.exportAfter}
      </p>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t.button}
      </Button>
      <EraseDialog wallet={wallet} open={isAsking} onOpenChange={setAsking} />
    </div>
  );
}

interface EraseDialogProps {
  wallet: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function EraseDialog({ wallet, open, onOpenChange }: EraseDialogProps) {
  const t = useText(text).erase;
  const router = useRouter();
  const { busy, problem, run } = useAction();
  const [isSure, setSure] = useState(false);
  const erase = () =>
    run(async () => {
      await call("DELETE /api/account", { body: { wallet } });
      setSession(signedOut);
      router.push("/");
    });
  const change = (next: boolean) => {
    setSure(false);
    onOpenChange(next);
  };
  return (
    <Dialog open={open} onOpenChange={change} title={t.askTitle} description={t.askText}>
      <label className="mt-4 flex min-h-11 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          checked={isSure}
          onChange={(event) => setSure(event.target.checked)}
          className="size-4 shrink-0 accent-red"
        />
        {t.sure}
      </label>
      {problem && (
        <Notice tone="red" className="mt-4">
          {problem.message}
        </Notice>
      )}
      <DialogActions>
        <Button onClick={() => change(false)}>{t.keep}</Button>
        <Button variant="danger" disabled={busy || !isSure} onClick={erase}>
          {busy ? t.erasing : t.button}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
