"use client";
import { useEffect, useId, useState } from "react";
import Cropper, { type Area } from "react-easy-crop";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface CropDialogProps {
  file: File;
  title: string;
  aspect: number;
  round: boolean;
  busy: boolean;
  problem: string | null;
  onCancel: () => void;
  /** x,y,width,height in fractions of the picture. */
  onSave: (crop: string) => void;
}

const zoomMax = 4;
const whole: Area = { x: 0, y: 0, width: 100, height: 100 };
const fraction = (percent: number) => String(Number(Math.min(1, Math.max(0, percent / 100)).toFixed(6)));

function useObjectUrl(file: File): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}

/** Chooses the visible part of a picture by dragging or with the arrow keys; a slider zooms. */
export function CropDialog({ file, title, aspect, round, busy, problem, onCancel, onSave }: CropDialogProps) {
  const t = useText(text).picture;
  const url = useObjectUrl(file);
  const id = useId();
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [area, setArea] = useState(whole);
  const [isUnreadable, setUnreadable] = useState(false);
  const chosen = [area.x, area.y, area.width, area.height].map(fraction).join(",");
  return (
    <Dialog open onOpenChange={(open) => open || onCancel()} title={title} description={t.move}>
      <div className="relative mt-4 h-64 overflow-hidden rounded-md bg-sunk sm:h-72">
        {url && (
          <Cropper
            image={url}
            crop={crop}
            zoom={zoom}
            maxZoom={zoomMax}
            aspect={aspect}
            cropShape={round ? "round" : "rect"}
            keyboardStep={8}
            onCropChange={setCrop}
            onZoomChange={setZoom}
            onCropAreaChange={setArea}
            mediaProps={{ alt: t.chosen, onError: () => setUnreadable(true) }}
            cropperProps={{ "aria-label": t.area }}
          />
        )}
      </div>
      <div className="mt-4 flex items-center gap-3 text-sm">
        <label htmlFor={id} className="font-semibold">
          {t.zoom}
        </label>
        <input
          id={id}
          type="range"
          min={1}
          max={zoomMax}
          step={0.05}
          value={zoom}
          onChange={(event) => setZoom(Number(event.target.value))}
          className="h-6 flex-1 accent-red"
        />
      </div>
      {(problem || isUnreadable) && (
        <Notice tone="red" className="mt-4">
          {problem ?? t.unreadable}
        </Notice>
      )}
      <DialogActions>
        <Button onClick={onCancel}>{t.cancel}</Button>
        <Button variant="primary" onClick={() => onSave(chosen)} disabled={busy || isUnreadable}>
          {busy ? t.sending : t.use}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
