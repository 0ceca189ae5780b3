// The two things that need an address: a link, and a picture.
import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { type ComponentProps, type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useText } from "@/lib/i18n/use-text";
import { isAllowedHref } from "./schema";
import { text } from "./text";

interface DialogProps {
  editor: Editor;
  onClose: () => void;
}

/** Where a dialog that asks for one thing begins. */
function FirstInput(props: ComponentProps<"input">) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return <Input ref={input} {...props} />;
}

/** "example.org" is meant as an address of the web. */
function hrefOf(written: string): string {
  const href = written.trim();
  return /^[\w-]+(\.[\w-]+)+(\/|$)/.test(href) ? `https://${href}` : href;
}

export function LinkDialog({ editor, onClose }: DialogProps) {
  const t = useText(text).dialogs;
  const [href, setHref] = useState(String(editor.getAttributes("link").href ?? ""));
  const [refused, setRefused] = useState(false);
  const isLink = editor.isActive("link");
  const chain = () => editor.chain().focus().extendMarkRange("link");

  const apply = (event: FormEvent) => {
    event.preventDefault();
    const target = hrefOf(href);
    if (!target || !isAllowedHref(target)) return setRefused(true);
    onClose();
    if (editor.state.selection.empty && !isLink) {
      const mark = { type: "link", attrs: { href: target } };
      editor
        .chain()
        .focus()
        .insertContent({ type: "text", text: target, marks: [mark] })
        .unsetMark("link")
        .run();
    } else chain().setLink({ href: target }).run();
  };
  const remove = () => {
    onClose();
    chain().unsetLink().run();
  };

  return (
    <Dialog open onOpenChange={onClose} title={t.link}>
      <form onSubmit={apply} className="mt-4">
        <Field label={t.address} error={refused ? t.badLink : undefined}>
          {(control) => (
            <FirstInput
              value={href}
              onChange={(event) => setHref(event.target.value)}
              autoComplete="off"
              inputMode="url"
              placeholder="https://"
              {...control}
            />
          )}
        </Field>
        <DialogActions>
          {isLink && <Button onClick={remove}>{t.removeLink}</Button>}
          <Button type="submit" variant="primary">
            {t.linkIt}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

export function PictureDialog({ editor, onClose }: DialogProps) {
  const t = useText(text).dialogs;
  const { selection } = editor.state;
  const isPicture = selection instanceof NodeSelection && /^(figure|inlineImage)$/.test(selection.node.type.name);
  const [fields, setFields] = useState(isPicture ? selection.node.attrs : { src: "", alt: "", title: "" });
  const [refused, setRefused] = useState(false);
  const set = (name: string, value: string) => setFields({ ...fields, [name]: value });

  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (!/^https:\/\/\S+$/i.test(fields.src.trim())) return setRefused(true);
    onClose();
    const attrs = { ...fields, src: fields.src.trim() };
    if (isPicture) editor.chain().focus().updateAttributes(selection.node.type.name, attrs).run();
    else editor.chain().focus().insertContent({ type: "figure", attrs }).run();
  };

  return (
    <Dialog open onOpenChange={onClose} title={t.picture}>
      <form onSubmit={apply} className="mt-4 space-y-5">
        <Field label={t.address} error={refused ? t.badPicture : undefined} hint={t.pictureHint}>
          {(control) => (
            <FirstInput
              value={fields.src}
              onChange={(event) => set("src", event.target.value)}
              autoComplete="off"
              inputMode="url"
              placeholder="https://"
              {...control}
            />
          )}
        </Field>
        <Field label={t.description} hint={t.descriptionHint}>
          {(control) => (
            <Input value={fields.alt} onChange={(event) => set("alt", event.target.value)} autoComplete="off" {...control} />
          )}
        </Field>
        <Field label={t.caption} optional hint={t.captionHint}>
          {(control) => (
            <Input value={fields.title} onChange={(event) => set("title", event.target.value)} autoComplete="off" {...control} />
          )}
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary">
            {isPicture ? t.change : t.insert}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
