import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** Its looks are in links.css. */
export const buttonClass = ({ variant = "secondary", size = "medium" }: Look, className?: string): string =>
  clsx("button", `button-${variant}`, `button-${size}`, className);

export function Button({ variant, size, className, type = "button", ...rest }: ComponentProps<"button"> & Look) {
  return (
    <button type={type} className={buttonClass({ ...(variant && { variant }), ...(size && { size }) }, className)} {...rest} />
  );
}

export function LinkButton({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={buttonClass({ ...(variant && { variant }), ...(size && { size }) }, className)} {...rest} />;
}
