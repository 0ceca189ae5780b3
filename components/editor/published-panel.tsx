import { useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { FocusedHeading } from "@/components/ui/focused-heading";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import type { Editor } from "./use-editor";

/** What comes after a first publishing: the link to hand on. */
export function PublishedPanel({ editor, address }: { editor: Editor; address: string }) {
  const t = useText(text).published;
  const { draft, published } = editor;
  const [copied, setCopied] = useState<boolean>();
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  // Whoever closes the browser's sheet has not failed to share.
  const share = () => navigator.share({ title: draft.title, url: address }).catch(() => {});
  return (
    <section aria-label={t.title} className="mb-8 rounded-md border border-rule bg-green-wash p-5">
      <FocusedHeading className="text-xl">{t.title}</FocusedHeading>
      <p className="mt-1 text-ink-2">{draft.status === "unlisted" ? t.unlisted : t.listed}</p>
      <Input
        readOnly
        aria-label={t.link}
        value={address}
        onFocus={(event) => event.target.select()}
        className="figures mt-4 text-sm"
      />
      <div className="mt-3 flex flex-wrap items-center gap-2.5">
        <Button variant="primary" onClick={() => void copy()}>
          {copied ? t.copied : t.copy}
        </Button>
        {"share" in navigator && <Button onClick={() => void share()}>{t.share}</Button>}
        <LinkButton href={new URL(address).pathname}>{t.view}</LinkButton>
        <Button variant="quiet" className="ms-auto" onClick={published.close}>
          {t.close}
        </Button>
      </div>
      <p role="status" className="mt-2 text-sm text-red empty:hidden">
        {copied === false && t.notCopied}
      </p>
    </section>
  );
}
