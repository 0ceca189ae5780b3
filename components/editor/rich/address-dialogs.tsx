// The two things that need an address: a link, and a picture.
import type { Editor } from "@tiptap/core";
import { type ComponentProps, type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useText } from "@/lib/i18n/use-text";
import type { PictureDesk } from "../pictures/picture-desk";
import { selectedPicture } from "./pictures";
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
              onChange={(event) => {
                setHref(event.target.value);
                setRefused(false);
              }}
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

/** What is described; nothing where it cannot be loaded. */
function Shown({ address }: { address: string }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing) return null;
  return (
    // biome-ignore lint/performance/noImgElement: as it stands in the text
    <img
      src={address}
      alt=""
      referrerPolicy="no-referrer"
      onError={() => setMissing(true)}
      className="mt-4 max-h-40 max-w-full border border-rule"
    />
  );
}

interface PictureDialogProps extends DialogProps {
  pictures: PictureDesk;
  /** Puts these where the cursor is. */
  onFiles(files: File[]): void;
}

/** A file of this device, or an address; and what is said of a picture that is there. */
export function PictureDialog({ editor, pictures, onFiles, onClose }: PictureDialogProps) {
  const t = useText(text).dialogs;
  const chosen = selectedPicture(editor.state);
  const [fields, setFields] = useState(chosen ? chosen.attrs : { src: "", alt: "", title: "" });
  const [refused, setRefused] = useState(false);
  const set = (name: string, value: string) => setFields({ ...fields, [name]: value });
  const shown = chosen && pictures.addressOf(String(chosen.attrs.src));
  const isByAddress = !chosen || /^https?:/i.test(String(chosen.attrs.src));

  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (isByAddress && !/^https:\/\/\S+$/i.test(fields.src.trim())) return setRefused(true);
    onClose();
    const attrs = { ...fields, src: fields.src.trim() };
    // What was on its way may have arrived meanwhile, and have another source than when this was opened.
    if (chosen)
      editor
        .chain()
        .focus()
        .updateAttributes(chosen.type.name, isByAddress ? attrs : saidOf(attrs))
        .run();
    else editor.chain().focus().insertContent({ type: "figure", attrs }).run();
  };

  return (
    <Dialog open onOpenChange={onClose} title={t.picture}>
      {!chosen && (
        <ChooseFiles
          onFiles={(files) => {
            onClose();
            onFiles(files);
          }}
        />
      )}
      {shown && <Shown address={shown} />}
      <form onSubmit={apply} className="mt-4 space-y-5">
        {isByAddress && (
          <Field label={chosen ? t.address : t.orAddress} error={refused ? t.badPicture : undefined} hint={t.pictureHint}>
            {(control) => (
              <Input
                value={fields.src}
                onChange={(event) => {
                  set("src", event.target.value);
                  setRefused(false);
                }}
                autoComplete="off"
                inputMode="url"
                placeholder="https://"
                {...control}
              />
            )}
          </Field>
        )}
        <Field label={t.description} hint={t.descriptionHint}>
          {(control) =>
            chosen ? (
              <FirstInput
                value={fields.alt}
                onChange={(event) => set("alt", event.target.value)}
                autoComplete="off"
                {...control}
              />
            ) : (
              <Input value={fields.alt} onChange={(event) => set("alt", event.target.value)} autoComplete="off" {...control} />
            )
          }
        </Field>
        <Field label={t.caption} optional hint={t.captionHint}>
          {(control) => (
            <Input value={fields.title} onChange={(event) => set("title", event.target.value)} autoComplete="off" {...control} />
          )}
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary">
            {chosen ? t.change : t.insert}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const saidOf = ({ alt, title }: Record<string, unknown>) => ({ alt, title });

function ChooseFiles({ onFiles }: { onFiles(files: File[]): void }) {
  const t = useText(text).dialogs;
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="mt-4">
      <Button ref={button} onClick={() => input.current?.click()}>
        {t.choosePictures}
      </Button>
      <p className="mt-1.5 text-sm text-ink-3">{t.choosePicturesHint}</p>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/gif"
        multiple
        hidden
        aria-label={t.choosePictures}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}
