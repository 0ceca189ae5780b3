"use client";
import { FileStack, type LucideIcon, PenLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { call } from "@/lib/browser/api";
import type { ItemKind } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import { typedPrice } from "@/lib/kernel/typed-price";
import { useAction } from "../api/use-action";
import { text } from "./text";

const kinds: { kind: ItemKind; Icon: LucideIcon }[] = [
  { kind: "article", Icon: PenLine },
  { kind: "file", Icon: FileStack },
];

/** Creates a draft from kind, title and price; the editor does the rest. */
export function NewItemForm() {
  const t = useText(text).create;
  const router = useRouter();
  const [kind, setKind] = useState<ItemKind>("article");
  const { busy, problem, run, errorOf, amend } = useAction();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { kind, title: String(form.get("title")).trim(), price: typedPrice(String(form.get("price"))) };
    const draft = await run(() => call("POST /api/items", { body }));
    if (draft) router.push(`/dashboard/items/${draft.id}`);
  };

  return (
    <form onSubmit={submit} onInput={amend} className="max-w-2xl space-y-7" noValidate>
      <fieldset>
        <legend className="mb-2 text-sm font-semibold">{t.what}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {kinds.map(({ kind: value, Icon }) => (
            <label
              key={value}
              className="flex cursor-pointer gap-4 rounded-md border border-rule-strong bg-raised p-4 hover:border-ink has-checked:border-red has-checked:outline-1 has-checked:outline-red has-focus-visible:outline-2 has-focus-visible:outline-red"
            >
              <input
                type="radio"
                name="kind"
                value={value}
                checked={kind === value}
                onChange={() => setKind(value)}
                className="sr-only"
              />
              <Icon aria-hidden className="mt-1 size-6 shrink-0 text-red" strokeWidth={1.5} />
              <span>
                <span className="block font-serif text-xl font-semibold">{t[value].label}</span>
                <span className="block text-sm text-ink-2">{t[value].means}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field label={t.name} error={errorOf("title")}>
        {(control) => <Input name="title" maxLength={150} required autoComplete="off" {...control} />}
      </Field>
      <Field label={t.price} error={errorOf("price")} hint={t.priceHint}>
        {(control) => (
          <Input
            name="price"
            inputMode="decimal"
            defaultValue="0.25"
            autoComplete="off"
            className="figures max-w-40"
            {...control}
          />
        )}
      </Field>
      {problem && problem.issues.length === 0 && <Notice tone="red">{problem.message}</Notice>}
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? t.busy : t.goOn}
      </Button>
    </form>
  );
}
