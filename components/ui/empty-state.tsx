import type { ReactNode } from "react";
import { StampOutline } from "./stamp-outline";

interface EmptyStateProps {
  title: string;
  /** It is all there is on the page: its title is the page's heading. */
  alone?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}

/** An empty state: the outline of a stamp, what will appear here, and a link to how. */
export function EmptyState({ title, alone, children, action }: EmptyStateProps) {
  const Heading = alone ? "h1" : "h2";
  return (
    <div className="flex flex-col items-center px-4 py-14 text-center">
      <StampOutline className="mb-6 h-14 text-rule-strong" />
      <Heading className={alone ? "text-2xl" : "text-xl"}>{title}</Heading>
      {children && <div className="mt-2 max-w-md text-pretty text-ink-2">{children}</div>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
