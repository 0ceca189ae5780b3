import { GripVertical, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { FileFacts } from "@/components/item/file-facts";
import { FileIcon } from "@/components/item/file-icon";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { isComposing } from "@/lib/browser/is-composing";
import { useText } from "@/lib/i18n/use-text";
import type { Draft } from "./fields";
import { IconButton } from "./icon-button";
import { text } from "./text";
import type { Handle } from "./use-order";

interface FileRowProps {
  file: Draft["files"][number];
  /** "2 of 5", for screen readers. */
  place: string;
  handle: Handle | null;
  isDragged: boolean;
  busy: boolean;
  /** Resolves to false if the name was refused. */
  onRename: (name: string) => Promise<boolean>;
  onDelete: () => void;
}

/** A file of the draft: drag handle, facts, rename and delete. */
export function FileRow({ file, place, handle, isDragged, busy, onRename, onDelete }: FileRowProps) {
  const t = useText(text).files;
  const [isNaming, setNaming] = useState(false);
  return (
    <li
      data-row={file.id}
      className={`flex items-start gap-2 border-b border-rule py-3 sm:gap-3 ${isDragged ? "relative z-10 -mx-3 rounded-md border-transparent bg-raised px-3 shadow-lift" : ""}`}
    >
      {handle && (
        <button
          type="button"
          {...handle}
          aria-label={t.move(file.name, place)}
          title={t.dragHint}
          className="-my-1 -ms-2 grid h-9 w-7 shrink-0 touch-none place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink not-disabled:cursor-grab active:cursor-grabbing"
        >
          <GripVertical aria-hidden className="size-4" />
        </button>
      )}
      <FileIcon mediaType={file.mediaType} />
      <div className="min-w-0 flex-1">
        {isNaming ? (
          <Naming name={file.name} busy={busy} onRename={onRename} onEnd={() => setNaming(false)} />
        ) : (
          <FileFacts file={file} />
        )}
      </div>
      {!isNaming && (
        <div className="-my-1 flex shrink-0">
          <IconButton
            label={t.renameOf(file.name)}
            title={t.rename}
            icon={Pencil}
            onClick={() => setNaming(true)}
            disabled={busy}
          />
          <IconButton label={t.deleteOf(file.name)} title={t.delete} icon={Trash2} onClick={onDelete} disabled={busy} danger />
        </div>
      )}
    </li>
  );
}

interface NamingProps {
  name: string;
  busy: boolean;
  onRename: (name: string) => Promise<boolean>;
  onEnd: () => void;
}

/** Selects the name without its extension. */
function Naming({ name, busy, onRename, onEnd }: NamingProps) {
  const t = useText(text).files;
  const [next, setNext] = useState(name);
  const save = async () => {
    if (next.trim() === name || (await onRename(next.trim()))) onEnd();
  };
  return (
    <form
      className="flex flex-wrap gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void save();
      }}
    >
      <Input
        autoFocus
        aria-label={t.newNameOf(name)}
        value={next}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => setNext(event.target.value)}
        onFocus={({ target }) => target.setSelectionRange(0, name.lastIndexOf(".") > 0 ? name.lastIndexOf(".") : name.length)}
        onKeyDown={(event) => event.key === "Escape" && !isComposing(event.nativeEvent) && onEnd()}
        className="min-w-40 flex-1"
      />
      <Button type="submit" size="small" disabled={busy || next.trim() === ""}>
        {t.rename}
      </Button>
      <Button size="small" variant="quiet" onClick={onEnd}>
        {t.cancel}
      </Button>
    </form>
  );
}
