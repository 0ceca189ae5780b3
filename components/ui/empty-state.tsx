import type { ReactNode } from "react";
import { StampOutline } from "./stamp";

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** An empty space in the album: the outline of a stamp that is not there yet, what will stand here, and the way to it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-14 text-center">
      <StampOutline className="mb-6 h-14 text-rule-strong" />
      <h2 className="text-xl">{title}</h2>
      {children && <div className="mt-2 max-w-md text-pretty text-ink-2">{children}</div>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
