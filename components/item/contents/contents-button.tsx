import { listId } from "./slots";

/** Opens the contents where they have no column of their own. */
export function ContentsButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      popoverTarget={listId}
      className="link inline-flex min-h-10 items-center gap-1.5 text-sm font-semibold text-ink-2 xl:hidden"
    >
      {label}
    </button>
  );
}
