"use client";
import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { isComposing } from "@/lib/browser/is-composing";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface DialogProps {
  open: boolean;
  /** Left out for a question that must be answered: there is no way to close it then. */
  onOpenChange?: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** For texts to compare rather than a question to answer. */
  wide?: boolean;
  /** Comes up from the foot of the screen. */
  isSheet?: boolean;
  children?: ReactNode;
}

export function Dialog({ open, onOpenChange, title, description, wide, isSheet, children }: DialogProps) {
  const { close } = useText(text);
  return (
    <Radix.Root open={open} {...(onOpenChange && { onOpenChange })}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(25_20_14/0.45)]" />
        <Radix.Content
          onEscapeKeyDown={(event) => isComposing(event) && event.preventDefault()}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={clsx(
            "fixed z-50 max-h-[88dvh] overflow-y-auto border border-rule bg-raised p-6 shadow-lift",
            isSheet ? "inset-x-0 bottom-0 rounded-t-lg" : "top-1/2 left-1/2 -translate-1/2 rounded-lg",
            !isSheet && (wide ? "w-[min(52rem,calc(100vw-2rem))]" : "w-[min(30rem,calc(100vw-2rem))]"),
          )}
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-xl">{title}</Radix.Title>
            {onOpenChange && (
              <Radix.Close
                aria-label={close}
                className="-m-2 grid size-10 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
              >
                <X aria-hidden className="size-5" />
              </Radix.Close>
            )}
          </div>
          {description && (
            <Radix.Description asChild>
              <div className="mt-2 text-ink-2">{description}</div>
            </Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The row of buttons at the foot of a dialog: what happens on the right, the way back on the left of it. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">{children}</div>;
}
