"use client";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface PicturesViewerProps {
  pictures: { id: string; name: string; url: string }[];
  first: number;
  onClose: () => void;
}

const buttonClass = "grid size-11 shrink-0 place-items-center rounded-md hover:bg-[#2c2621]";

/** The pictures of an item, one at a time and full-screen; arrow keys change them, Escape closes. */
export function PicturesViewer({ pictures, first, onClose }: PicturesViewerProps) {
  const t = useText(text);
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(first);
  useEffect(() => dialog.current?.showModal(), []);

  const picture = pictures[at];
  if (!picture) return null;
  const turn = (step: number) => setAt((at + step + pictures.length) % pictures.length);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === "ArrowLeft") turn(-1);
    if (key === "ArrowRight") turn(1);
  };
  return (
    <dialog
      ref={dialog}
      aria-label={picture.name}
      onClose={onClose}
      onKeyDown={onKeyDown}
      className="fixed inset-0 m-0 h-dvh max-h-none w-screen max-w-none flex-col bg-[#14110e] text-[#ebe3d5] open:flex"
    >
      <div className="flex items-center gap-3 ps-4 pe-1.5 pt-1.5 text-sm">
        <p className="min-w-0 flex-1 truncate font-semibold">{picture.name}</p>
        <p role="status" className="figures whitespace-nowrap">
          {t.picture(at + 1, pictures.length)}
        </p>
        <button type="button" aria-label={t.close} onClick={() => dialog.current?.close()} className={buttonClass}>
          <X aria-hidden className="size-5" />
        </button>
      </div>
      <Picture key={picture.id} picture={picture} />
      {pictures.length > 1 && (
        <div className="flex justify-center gap-6 pb-3">
          <button type="button" aria-label={t.previous} onClick={() => turn(-1)} className={buttonClass}>
            <ChevronLeft aria-hidden className="size-6" />
          </button>
          <button type="button" aria-label={t.next} onClick={() => turn(1)} className={buttonClass}>
            <ChevronRight aria-hidden className="size-6" />
          </button>
        </div>
      )}
    </dialog>
  );
}

function Picture({ picture: { name, url } }: { picture: PicturesViewerProps["pictures"][number] }) {
  const t = useText(text);
  const [failed, setFailed] = useState(false);
  if (failed) {
    return (
      <p role="status" className="grid flex-1 place-items-center p-6 text-center">
        {t.failed}
      </p>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: it is what was bought, in its own size
    <img src={url} alt={name} onError={() => setFailed(true)} className="min-h-0 w-full flex-1 object-contain p-2 sm:p-6" />
  );
}
