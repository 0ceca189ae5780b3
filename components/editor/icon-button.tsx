import clsx from "clsx";
import type { LucideIcon } from "lucide-react";

interface IconButtonProps {
  /** The accessible name: action and object. */
  label: string;
  title: string;
  icon: LucideIcon;
  onClick: () => void;
  disabled?: boolean;
  danger?: boolean;
}

/** A small square button with an icon. */
export function IconButton({ label, title, icon: Icon, onClick, disabled, danger }: IconButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={disabled}
      aria-label={label}
      title={title}
      className={clsx(
        "grid size-9 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunk disabled:opacity-50",
        danger ? "hover:text-red" : "hover:text-ink",
      )}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
