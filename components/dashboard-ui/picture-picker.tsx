"use client";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { blobBody, type FileBody } from "@/lib/api-client/file-body";
import { useText } from "@/lib/i18n/use-text";
import { useAction } from "../api/use-action";
import { text } from "./text";

/** The crop dialog, loaded once a picture is chosen. */
const CropDialog = dynamic(() => import("./crop-dialog").then((module) => module.CropDialog), { ssr: false });

interface PicturePickerProps<T> {
  put: (file: FileBody, crop: string) => Promise<T>;
  remove: () => Promise<T>;
  what: "cover" | "picture";
  /** Width by height. */
  aspect: number;
  round?: boolean;
  /** Whether there is a picture to change or remove. */
  has: boolean;
  onSaved: (answer: T) => void;
}

/** Chooses and crops a picture, or removes it. */
export function PicturePicker<T>({ put, remove, what, aspect, round = false, has, onSaved }: PicturePickerProps<T>) {
  const { picture: t } = useText(text);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const { busy, problem, run } = useAction();
  const save = async (chosen: File, crop: string) => {
    const answer = await run(() => put(blobBody(chosen), crop));
    if (!answer) return;
    setFile(null);
    onSaved(answer);
  };
  const takeAway = async () => {
    const answer = await run(remove);
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
        <Button size="small" variant="quiet" onClick={() => void takeAway()} disabled={busy}>
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
