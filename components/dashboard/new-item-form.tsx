"use client";
import { FileStack, type LucideIcon, PenLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ItemKind } from "@/lib/catalog/types";
import { callApi } from "@/lib/wallet/api";
import type { Draft } from "./editor/fields";
import { useAction } from "./use-action";

const kinds: { kind: ItemKind; label: string; text: string; Icon: LucideIcon }[] = [
  { kind: "article", label: "Article", text: "Words with a free beginning and a paid rest, in Markdown.", Icon: PenLine },
  { kind: "file", label: "Files", text: "One file or many, of any type: a PDF, pictures, sound, data.", Icon: FileStack },
];

/** Kind, title and price; the rest happens in the editor. */
export function NewItemForm() {
  const router = useRouter();
  const [kind, setKind] = useState<ItemKind>("article");
  const { busy, problem, run, errorOf } = useAction();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { kind, title: String(form.get("title")).trim(), price: String(form.get("price")).trim() };
    const draft = await run(() => callApi<Draft>("POST", "/api/items", body));
    if (draft) router.push(`/dashboard/items/${draft.id}`);
  };

  return (
    <form onSubmit={submit} className="max-w-2xl space-y-7" noValidate>
      <fieldset>
        <legend className="mb-2 text-sm font-semibold">What is it?</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {kinds.map(({ kind: value, label, text, Icon }) => (
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
                <span className="block font-serif text-xl font-semibold">{label}</span>
                <span className="block text-sm text-ink-2">{text}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field label="Title" error={errorOf("title")}>
        {(control) => <Input name="title" maxLength={150} required autoComplete="off" {...control} />}
      </Field>
      <Field
        label="Price in dollars"
        error={errorOf("price")}
        hint="From $0.001 to $10,000. All of it goes to your wallet; it can be changed at any time."
      >
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
        {busy ? "Making the draft…" : "Continue"}
      </Button>
    </form>
  );
}
