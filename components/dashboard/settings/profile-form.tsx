"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { call } from "@/lib/browser/api";
import { refreshSession } from "@/lib/browser/session";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../../api/use-action";
import { HandleField } from "./handle-field";
import { text } from "./text";
import { useHandle } from "./use-handle";

interface Profile {
  handle: string;
  displayName: string;
  bio: string;
  links: string[];
}

interface ProfileFormProps {
  profile: Profile | null;
  /** Host of the creators' pages, as "pennypost.example". */
  host: string;
}

/** The creator's public profile. The first save makes the wallet a creator. */
export function ProfileForm({ profile, host }: ProfileFormProps) {
  const t = useText(text).profile;
  const router = useRouter();
  const { busy, problem, run, errorOf, amend } = useAction();
  const [saved, setSaved] = useState(false);
  const state = useHandle(profile?.handle);
  const { handle } = state;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSaved(false);
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "").trim();
    const links = value("links").split(/\s+/).filter(Boolean);
    const body = { handle: handle.trim(), displayName: value("displayName"), bio: value("bio"), ...(profile ? { links } : {}) };
    if (!(await run(() => call("PUT /api/creators/me", { body })))) return;
    setSaved(true);
    await refreshSession();
    router.refresh();
  };

  const taken = problem?.code === "handle_taken" ? problem.message : undefined;
  const loose = problem && problem.issues.length === 0 && !taken ? problem.message : null;
  return (
    <form onSubmit={submit} onChange={() => setSaved(false)} onInput={amend} className="max-w-xl space-y-6" noValidate>
      <Field label={t.name} hint={t.nameHint} error={errorOf("displayName")}>
        {(control) => (
          <Input
            name="displayName"
            defaultValue={profile?.displayName}
            onChange={(event) => state.follow(event.target.value)}
            maxLength={60}
            autoComplete="name"
            required
            {...control}
          />
        )}
      </Field>
      <HandleField state={state} host={host} refused={errorOf("handle") ?? taken} hasProfile={profile !== null} />
      <Field label={t.bio} optional hint={t.bioHint} error={errorOf("bio")}>
        {(control) => <Textarea name="bio" defaultValue={profile?.bio} rows={4} maxLength={600} {...control} />}
      </Field>
      {profile && (
        <Field label={t.links} optional hint={t.linksHint} error={errorOf("links")}>
          {(control) => (
            <Textarea
              name="links"
              defaultValue={profile.links.join("\n")}
              rows={3}
              spellCheck={false}
              autoCapitalize="none"
              {...control}
            />
          )}
        </Field>
      )}
      {loose && <Notice tone="red">{loose}</Notice>}
      <div className="flex items-center gap-4">
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? t.saving : profile ? t.save : t.start}
        </Button>
        <span role="status" className="text-sm text-green">
          {saved ? t.saved : ""}
        </span>
      </div>
    </form>
  );
}
