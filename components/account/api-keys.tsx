"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import type { AnswerOf } from "@/lib/api-client/client";
import { type Scope, scopes } from "@/lib/auth/types";
import { call } from "@/lib/browser/api";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { Cell, Row, Table } from "../dashboard/table";
import { LocalTime } from "../dashboard-ui/local-time";
import { text } from "./text";

type ApiKeyRow = AnswerOf<"GET /api/keys">["rows"][number];

/** Days; 0 for never. */
const ends = [30, 90, 365, 0] as const;

/** Creates, shows once, lists and revokes API keys. */
export function ApiKeys({ keys }: { keys: ApiKeyRow[] }) {
  const t = useText(text).keys;
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyRow | null>(null);
  return (
    <div className="min-w-0 max-w-3xl">
      {keys.length > 0 && (
        <Table label={t.table} columns={[...t.columns, ""]}>
          {keys.map((key) => (
            <Row key={key.id}>
              <Cell wide>
                <span className="font-semibold">{key.name}</span>
                <span className="block text-ink-3">pp_…{key.hint}</span>
              </Cell>
              <Cell>{key.scopes.map((scope) => t.scopes[scope as Scope]?.label ?? scope).join(", ")}</Cell>
              <Cell>{key.lastUsedAt ? <LocalTime at={key.lastUsedAt} form="day" /> : t.never}</Cell>
              <Cell>{key.expiresAt ? <LocalTime at={key.expiresAt} form="day" /> : t.never}</Cell>
              <Cell end corner>
                <Button size="small" variant="quiet" onClick={() => setRevoking(key)} aria-label={t.revokeOf(key.name)}>
                  {t.revoke}
                </Button>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <p className="mt-3 mb-4 text-sm text-pretty text-ink-3">
        {t.hintBefore}
        <code className="break-all">Authorization: Bearer pp_…</code>
        {t.hintMiddle}
        <a href="/openapi/creator.json">openapi/creator.json</a>
        {t.hintAfter}
      </p>
      <Button onClick={() => setMaking(true)}>{t.make}</Button>
      <NewKeyDialog open={isMaking} onOpenChange={setMaking} />
      <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </div>
  );
}

function NewKeyDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useText(text).keys;
  const router = useRouter();
  const { busy, problem, run, errorOf, amend } = useAction();
  const [token, setToken] = useState<string | null>(null);

  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) setToken(null);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get("days")) || null;
    const chosen = form.getAll("scopes");
    const body = { name: String(form.get("name")).trim(), scopes: scopes.filter((scope) => chosen.includes(scope)), days };
    const made = await run(() => call("POST /api/keys", { body }));
    if (!made) return;
    setToken(made.token);
    router.refresh();
  };

  if (token) {
    return (
      <Dialog open={open} onOpenChange={close} title={t.madeTitle} description={t.madeText}>
        <p className="mt-4 flex items-center gap-2 rounded-md border border-rule bg-sunk px-3 py-2">
          <code className="min-w-0 break-all">{token}</code>
          <CopyButton text={token} label={t.copy} />
        </p>
        <DialogActions>
          <Button variant="primary" onClick={() => close(false)}>
            {t.done}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} onOpenChange={close} title={t.newTitle}>
      <form onSubmit={submit} onInput={amend} className="mt-5 space-y-6" noValidate>
        <Field label={t.name} hint={t.nameHint} error={errorOf("name")}>
          {(control) => <Input name="name" maxLength={60} autoComplete="off" {...control} />}
        </Field>
        <fieldset>
          <legend className="mb-2 text-sm font-semibold">{t.mayUse}</legend>
          {scopes.map((scope) => (
            <label key={scope} className="flex min-h-11 cursor-pointer items-start gap-3 py-1.5">
              <input type="checkbox" name="scopes" value={scope} className="mt-1 size-4 shrink-0 accent-red" />
              <span>
                {t.scopes[scope].label} <span className="block text-sm text-ink-3">{t.scopes[scope].means}</span>
              </span>
            </label>
          ))}
          {errorOf("scopes") && <p className="mt-1 text-sm text-red">{errorOf("scopes")}</p>}
        </fieldset>
        <Field label={t.endsLabel} error={errorOf("days")}>
          {(control) => (
            <Select name="days" defaultValue={90} {...control}>
              {ends.map((days) => (
                <option key={days} value={days}>
                  {t.ends[days]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {problem && problem.issues.length === 0 && <Notice tone="red">{problem.message}</Notice>}
        <DialogActions>
          <Button onClick={() => close(false)}>{t.cancel}</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            {busy ? t.making : t.makeIt}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyRow | null; onClose: () => void }) {
  const t = useText(text).keys;
  const router = useRouter();
  const announce = useAnnounce();
  const { busy, problem, run } = useAction();
  const revoke = async () => {
    if (!apiKey) return;
    const done = await run(async () => {
      await call("DELETE /api/keys/{keyId}", { params: { keyId: apiKey.id } });
      return true;
    });
    if (!done) return;
    announce(t.revoked(apiKey.name));
    onClose();
    router.refresh();
  };
  return (
    <Dialog
      open={apiKey !== null}
      onOpenChange={(open) => open || onClose()}
      title={t.revokeTitle(apiKey?.name ?? "")}
      description={t.revokeText}
    >
      {problem && (
        <Notice tone="red" className="mt-4">
          {problem.message}
        </Notice>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t.keep}</Button>
        <Button variant="danger" disabled={busy} onClick={revoke}>
          {busy ? t.revoking : t.revoke}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
