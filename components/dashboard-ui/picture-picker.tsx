"use client";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { callApi, putFile } from "@/lib/api-client/call";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { text } from "./text";

/** The crop dialog, loaded once a picture is chosen. */
const CropDialog = dynamic(() => import("./crop-dialog").then((module) => module.CropDialog), { ssr: false });

interface PicturePickerProps<T> {
  /** The URL that takes PUT with a picture and its crop, and DELETE. */
  url: string;
  what: "cover" | "picture";
  /** Width by height. */
  aspect: number;
  round?: boolean;
  /** Whether there is a picture to change or remove. */
  has: boolean;
  onSaved: (answer: T) => void;
}

/** Chooses and crops a picture, or removes it. */
export function PicturePicker<T>({ url, what, aspect, round = false, has, onSaved }: PicturePickerProps<T>) {
  const { picture: t } = useText(text);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const { busy, problem, run } = useAction();
  const save = async (chosen: File, crop: string) => {
    const answer = await run(() => putFile<T>(`${url}?crop=${crop}`, chosen));
    if (!answer) return;
    setFile(null);
    onSaved(answer);
  };
  const remove = async () => {
    const answer = await run(() => callApi<T>("DELETE", url));
    if (answer) onSaved(answer);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/gif"
        aria-label={t[what].input}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          setFile(target.files?.[0] ?? null);
          target.value = "";
        }}
      />
      <Button size="small" onClick={() => input.current?.click()} disabled={busy}>
        {has ? t[what].change : t.choose}
      </Button>
      {has && (
        <Button size="small" variant="quiet" onClick={() => void remove()} disabled={busy}>
          {t[what].remove}
        </Button>
      )}
      {problem && !file && (
        <p role="alert" className="w-full text-sm text-red">
          {problem.message}
        </p>
      )}
      {file && (
        <CropDialog
          file={file}
          title={t[what].part}
          aspect={aspect}
          round={round}
          busy={busy}
          problem={problem?.message ?? null}
          onCancel={() => setFile(null)}
          onSave={(crop) => void save(file, crop)}
        />
      )}
    </div>
  );
}
