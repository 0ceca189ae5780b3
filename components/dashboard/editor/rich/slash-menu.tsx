import clsx from "clsx";
import { useEffect, useRef } from "react";
import { type SlashState, slashListId, slashOptionId } from "./slash";

const height = 320;
const width = 288;

/** Below the line, or above it where there is no room; never wider than the screen. */
function placeOf(rect: DOMRect | null) {
  if (!rect) return { display: "none" };
  const below = rect.bottom + 6;
  const top = below + height > innerHeight ? Math.max(8, rect.top - height - 6) : below;
  return { top, left: Math.max(8, Math.min(rect.left, innerWidth - width - 8)), width, maxHeight: height };
}

/** The focus stays in the text; which choice is meant is told by `aria-activedescendant` and said aloud. */
export function SlashMenu({ state, textbox }: { state: SlashState | null; textbox: HTMLElement | null }) {
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
        {state && chosen ? `${chosen.title}. ${state.selected + 1} of ${state.items.length}. Enter inserts.` : ""}
      </p>
      {state && (
        <div
          ref={list}
          id={slashListId}
          role="listbox"
          aria-label="Insert"
          style={placeOf(state.rect)}
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
              className={clsx("cursor-pointer px-3.5 py-2", index === state.selected ? "bg-sunk" : "hover:bg-sunk")}
            >
              <span className="block text-sm font-semibold">{item.title}</span>
              <span className="block text-xs text-ink-3">{item.hint}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
