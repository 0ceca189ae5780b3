import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

/** What a control must carry to belong to its label, hint and error. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const t = useText(text);
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 flex items-baseline justify-between gap-3 text-sm font-semibold">
        {label}
        {optional && <span className="font-normal text-ink-3">{t.optional}</span>}
      </label>
      {children({
        id,
        "aria-describedby": [errorId, hintId].filter(Boolean).join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error && (
        <p id={errorId} className="mt-1.5 text-sm text-red">
          {error}
        </p>
      )}
      {hint && (
        <div id={hintId} className="mt-1.5 text-sm text-ink-3">
          {hint}
        </div>
      )}
    </div>
  );
}

const controlClass =
  "w-full min-h-11 rounded-md border border-rule-strong bg-raised px-3 py-2 text-base text-ink placeholder:text-ink-3 " +
  "hover:border-ink-3 focus-visible:outline-offset-0 aria-invalid:border-red disabled:opacity-60";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={clsx(controlClass, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={clsx(controlClass, "leading-normal", className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={clsx(controlClass, "pe-8", className)} {...rest} />;
}
