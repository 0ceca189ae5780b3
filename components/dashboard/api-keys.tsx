"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale } from "#use-locale";
import { formatDate } from "@/components/item/format";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { callApi } from "@/lib/wallet/api";
import { Cell, Table } from "./table";
import { useAction } from "./use-action";

export interface ApiKeyRow {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}

const scopes = [
  { scope: "items", label: "Items", text: "create, change, publish and take down, with their files" },
  { scope: "earnings", label: "Earnings", text: "read sums and sales" },
  { scope: "library", label: "Library", text: "read what this wallet owns" },
  { scope: "export", label: "Export", text: "download everything at once: texts, versions, files and sales" },
];
const ends = [
  { days: 30, label: "In 30 days" },
  { days: 90, label: "In 90 days" },
  { days: 365, label: "In a year" },
  { days: 0, label: "Never" },
];

/** Keys for scripts: made, shown once, and revoked here. */
export function ApiKeys({ keys }: { keys: ApiKeyRow[] }) {
  const locale = useLocale();
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyRow | null>(null);
  return (
    <div className="min-w-0 max-w-3xl">
      {keys.length > 0 && (
        <Table label="API keys" columns={["Name", "May use", "Last used", "Ends", ""]}>
          {keys.map((key) => (
            <tr key={key.id}>
              <Cell wide>
                <span className="font-semibold">{key.name}</span>
                <span className="block text-ink-3">pp_…{key.hint}</span>
              </Cell>
              <Cell>{key.scopes.join(", ")}</Cell>
              <Cell>{key.lastUsedAt ? formatDate(new Date(key.lastUsedAt), locale) : "never"}</Cell>
              <Cell>{key.expiresAt ? formatDate(new Date(key.expiresAt), locale) : "never"}</Cell>
              <Cell end>
                <Button size="small" variant="quiet" onClick={() => setRevoking(key)} aria-label={`Revoke ${key.name}`}>
                  Revoke
                </Button>
              </Cell>
            </tr>
          ))}
        </Table>
      )}
      <p className="mt-3 mb-4 text-sm text-pretty text-ink-3">
        A script sends its key as <code className="break-all">Authorization: Bearer pp_…</code>;{" "}
        <a href="/openapi.json">openapi.json</a> lists what it can call. Keys cannot move money, change where it goes, or make
        other keys.
      </p>
      <Button onClick={() => setMaking(true)}>New key</Button>
      <NewKeyDialog open={isMaking} onOpenChange={setMaking} />
      <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </div>
  );
}

function NewKeyDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter();
  const { busy, problem, run, errorOf } = useAction();
  const [token, setToken] = useState<string | null>(null);

  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) setToken(null);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get("days")) || null;
    const body = { name: String(form.get("name")).trim(), scopes: form.getAll("scopes").map(String), days };
    const made = await run(() => callApi<{ token: string }>("POST", "/api/keys", body));
    if (!made) return;
    setToken(made.token);
    router.refresh();
  };

  if (token) {
    return (
      <Dialog open={open} onOpenChange={close} title="Your new key" description="Copy it now: it is not shown again.">
        <p className="mt-4 flex items-center gap-2 rounded-md border border-rule bg-sunk px-3 py-2">
          <code className="min-w-0 break-all">{token}</code>
          <CopyButton text={token} label="Copy the key" />
        </p>
        <DialogActions>
          <Button variant="primary" onClick={() => close(false)}>
            Done
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} onOpenChange={close} title="New API key">
      <form onSubmit={submit} className="mt-5 space-y-6" noValidate>
        <Field label="Name" hint="What will use it, as “import from my blog”." error={errorOf("name")}>
          {(control) => <Input name="name" maxLength={60} autoComplete="off" {...control} />}
        </Field>
        <fieldset>
          <legend className="mb-2 text-sm font-semibold">What it may use</legend>
          {scopes.map(({ scope, label, text }) => (
            <label key={scope} className="flex min-h-11 cursor-pointer items-start gap-3 py-1.5">
              <input type="checkbox" name="scopes" value={scope} className="mt-1 size-4 accent-red" />
              <span>
                {label} <span className="block text-sm text-ink-3">{text}</span>
              </span>
            </label>
          ))}
          {errorOf("scopes") && <p className="mt-1 text-sm text-red">{errorOf("scopes")}</p>}
        </fieldset>
        <Field label="Ends" error={errorOf("days")}>
          {(control) => (
            <Select name="days" defaultValue={90} {...control}>
              {ends.map(({ days, label }) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {problem && problem.issues.length === 0 && <Notice tone="red">{problem.message}</Notice>}
        <DialogActions>
          <Button onClick={() => close(false)}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            {busy ? "Making the key…" : "Make the key"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyRow | null; onClose: () => void }) {
  const router = useRouter();
  const announce = useAnnounce();
  const { busy, problem, run } = useAction();
  const revoke = async () => {
    if (!apiKey) return;
    const done = await run(async () => {
      await callApi("DELETE", `/api/keys/${apiKey.id}`);
      return true;
    });
    if (!done) return;
    announce(`“${apiKey.name}” was revoked`);
    onClose();
    router.refresh();
  };
  return (
    <Dialog
      open={apiKey !== null}
      onOpenChange={(open) => open || onClose()}
      title={`Revoke “${apiKey?.name}”?`}
      description="Whatever uses it is refused from this moment on. A revoked key cannot be brought back."
    >
      {problem && (
        <Notice tone="red" className="mt-4">
          {problem.message}
        </Notice>
      )}
      <DialogActions>
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="danger" disabled={busy} onClick={revoke}>
          {busy ? "Revoking…" : "Revoke"}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
