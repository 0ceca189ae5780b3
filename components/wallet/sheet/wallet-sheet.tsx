"use client";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FocusedHeading } from "@/components/ui/focused-heading";
import { Skeleton } from "@/components/ui/skeleton";
import { useText } from "@/lib/i18n/use-text";
import type { Via } from "@/lib/wallet/wallet";
import { GetWallet } from "./get-wallet";
import { text } from "./text";

type View = "start" | "none" | "opening";

export interface WalletSheetProps {
  first: View;
  /** The local chain, whose demo wallets are the easy way. */
  demo: boolean;
  /** Until the list is there. */
  loading: Promise<unknown>;
  onChosen: (via: Via) => void;
  onClose: () => void;
}

/** Which wallet: one that a person has, the demo's, or how to get one. RainbowKit's list is behind it. */
export function WalletSheet({ first, demo, loading, onChosen, onClose }: WalletSheetProps) {
  const t = useText(text);
  const [view, setView] = useState(first);
  const [via, setVia] = useState<Via | null>(first === "opening" ? "list" : null);
  const choose = (next: Via) => {
    setVia(next);
    setView("opening");
  };
  const onReady = useEffectEvent(() => via && onChosen(via));

  useEffect(() => {
    let shown = true;
    if (via) void loading.then(() => shown && onReady()).catch(() => {});
    return () => {
      shown = false;
    };
  }, [via, loading]);

  return (
    <Sheet onClose={onClose} label={t.close}>
      {/* What was pressed is gone with its view. */}
      <FocusedHeading key={view} id="wallet-sheet" className="pe-10 text-2xl [&:lang(ja)]:text-xl">
        {t[view].title}
      </FocusedHeading>
      {view === "start" && <Start demo={demo} onChoose={choose} onNone={() => setView("none")} />}
      {view === "none" && <GetWallet demo={demo} onChoose={choose} onClose={onClose} />}
      {view === "opening" && <Opening onClose={onClose} />}
    </Sheet>
  );
}

/**
 * A native dialog, which holds the focus and gives it back; at the foot of a phone, in the middle elsewhere. Native, and not the dialog of
 * components/ui, so that the first press on a slow line does not wait for Radix.
 */
function Sheet({ onClose, label, children }: { onClose: () => void; label: string; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget>(null);
  // Closed while it is still in the page: only then the focus goes back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    // What counts is where a press began. To close right then would leave the end of a tap to the page beneath.
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys have Escape
    <dialog
      ref={dialog}
      aria-labelledby="wallet-sheet"
      onCancel={onClose}
      onPointerDown={({ target }) => {
        pressed.current = target;
      }}
      onClick={({ target }) => target === dialog.current && target === pressed.current && onClose()}
      className="fixed inset-x-0 top-auto bottom-0 m-0 max-h-[92dvh] w-full max-w-none overflow-y-auto overscroll-contain rounded-t-xl border border-rule bg-raised text-ink shadow-lift backdrop:bg-[rgb(25_20_14/0.45)] sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[88dvh] sm:w-[30rem] sm:rounded-lg"
    >
      <div className="relative p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:p-7">
        {children}
        <button
          type="button"
          aria-label={label}
          onClick={onClose}
          className="absolute end-3 top-3 grid size-11 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink sm:end-5 sm:top-5"
        >
          <X aria-hidden className="size-5" />
        </button>
      </div>
    </dialog>
  );
}

function Start({ demo, onChoose, onNone }: { demo: boolean; onChoose: (via: Via) => void; onNone: () => void }) {
  const { start } = useText(text);
  return (
    <>
      <p className="mt-2 text-ink-2">{start.text}</p>
      <div className="mt-6 flex flex-col gap-2.5">
        {demo && (
          <>
            <Button variant="primary" size="large" onClick={() => onChoose("demoReader")}>
              {start.demo}
            </Button>
            <p className="mb-2 text-center text-sm text-ink-3">{start.demoText}</p>
          </>
        )}
        <Button {...(!demo && { variant: "primary", size: "large" })} onClick={() => onChoose("list")}>
          {start.have}
        </Button>
        <Button onClick={onNone}>{start.none}</Button>
      </div>
      <p className="mt-5 border-t border-rule pt-4 text-xs text-ink-3">{start.free}</p>
    </>
  );
}

function Opening({ onClose }: { onClose: () => void }) {
  const { opening, cancel } = useText(text);
  return (
    <>
      <p role="status" className="mt-2 text-ink-2">
        {opening.text}
      </p>
      <div className="mt-6 grid gap-3">
        {[0, 1, 2].map((row) => (
          <div key={row} className="flex items-center gap-3">
            <Skeleton className="size-9 rounded-md" />
            <Skeleton className="h-4 w-40" />
          </div>
        ))}
      </div>
      <Button className="mt-6 w-full" onClick={onClose}>
        {cancel}
      </Button>
    </>
  );
}
