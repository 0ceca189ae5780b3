import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-red-fill text-on-red border-red-fill hover:bg-red-fill-hover hover:border-red-fill-hover",
  secondary: "bg-raised text-ink border-rule-strong hover:border-ink",
  quiet: "bg-transparent text-ink border-transparent hover:bg-sunk",
  danger: "bg-transparent text-red border-rule-strong hover:border-red hover:bg-red-wash",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-9 px-3 text-sm gap-1.5",
  medium: "min-h-11 px-4.5 text-base gap-2",
  large: "min-h-13 px-6 text-lg gap-2.5",
};

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

export function buttonClass({ variant = "secondary", size = "medium" }: Look, className?: string): string {
  return clsx(
    "inline-flex items-center justify-center rounded-md border font-semibold leading-tight text-center no-underline",
    "transition-colors duration-150 select-none disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55",
    variants[variant],
    sizes[size],
    className,
  );
}

export function Button({ variant, size, className, type = "button", ...rest }: ComponentProps<"button"> & Look) {
  return (
    <button type={type} className={buttonClass({ ...(variant && { variant }), ...(size && { size }) }, className)} {...rest} />
  );
}

export function LinkButton({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={buttonClass({ ...(variant && { variant }), ...(size && { size }) }, className)} {...rest} />;
}
