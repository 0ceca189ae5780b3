"use client";
import clsx from "clsx";
import { type ComponentProps, useEffect, useRef } from "react";

/** A heading that has the focus once it is there: whoever listens hears where they are. Another `key` for each new view. */
export function FocusedHeading({ className, children, ...rest }: ComponentProps<"h2">) {
  const heading = useRef<HTMLHeadingElement>(null);
  // After the layout effect in which a dialog opens, and takes the focus.
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 {...rest} ref={heading} tabIndex={-1} className={clsx("outline-none", className)}>
      {children}
    </h2>
  );
}
