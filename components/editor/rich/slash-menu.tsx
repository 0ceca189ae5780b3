import clsx from "clsx";
import { useEffect, useRef } from "react";
import { useText } from "@/lib/i18n/use-text";
import { type SlashState, slashListId, slashOptionId } from "./slash";
import { text } from "./text";

const rowPixels = 34;
const width = 336;
/** So that some of the text stays in sight, with a keyboard on the screen as well; half a row says that there is more. */
const rowsMax = { phone: 5.5, desk: 12.5 };

/** Below the line, or above it where there is no room; never wider than the screen. */
function placeOf({ rect, items }: SlashState) {
  if (!rect) return { display: "none" };
  const rows = Math.min(items.length, innerWidth < 640 ? rowsMax.phone : rowsMax.desk);
  const height = rows * rowPixels + 14;
  const [below, above] = [innerHeight - rect.bottom - 14, rect.top - 14];
  const side = below >= height || below >= above ? { top: rect.bottom + 6 } : { bottom: innerHeight - rect.top + 6 };
  const fitted = Math.min(width, innerWidth - 16);
  const left = Math.max(8, Math.min(rect.left, innerWidth - fitted - 8));
  return { ...side, left, width: fitted, maxHeight: Math.min(height, Math.max(below, above)) };
}

/** The focus stays in the text; which choice is meant is told by `aria-activedescendant` and said aloud. */
export function SlashMenu({ state, textbox }: { state: SlashState | null; textbox: HTMLElement | null }) {
  const t = useText(text);
  const list = useRef<HTMLDivElement>(null);
  const chosen = state?.items[state.selected];
  useEffect(() => {
    if (!textbox || !chosen) return;
    textbox.setAttribute("aria-controls", slashListId);
    textbox.setAttribute("aria-activedescendant", slashOptionId(chosen));
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    return () => {
      textbox.removeAttribute("aria-controls");
      textbox.removeAttribute("aria-activedescendant");
    };
  }, [textbox, chosen]);
  return (
    <>
      <p role="status" className="sr-only">
        {state && chosen ? t.slashStatus(chosen.title, state.selected + 1, state.items.length) : ""}
      </p>
      {state && (
        <div
          ref={list}
          id={slashListId}
          role="listbox"
          tabIndex={0}
          aria-label={t.insert}
          style={placeOf(state)}
          className="fixed z-30 overflow-y-auto rounded-md border border-rule-strong bg-raised py-1.5 shadow-lift"
        >
          {state.items.map((item, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text, as aria-activedescendant asks
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the editor's, see slash.ts
            <div
              key={item.id}
              id={slashOptionId(item)}
              role="option"
              aria-selected={index === state.selected}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => state.pick(item)}
              className={clsx(
                "flex h-[34px] cursor-pointer items-baseline gap-3 px-3.5 py-1.5",
                index === state.selected ? "bg-sunk" : "hover:bg-sunk",
              )}
            >
              <span className="shrink-0 text-sm font-semibold">{item.title}</span>
              <span className="min-w-0 truncate text-xs text-ink-3">{item.hint}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
