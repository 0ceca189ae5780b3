// The slash menu's half in the editor: a "/" at the beginning of a word opens it, what follows searches, arrows and Enter choose.

import { type Editor, Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import Suggestion from "@tiptap/suggestion";
import { isComposing } from "@/lib/browser/is-composing";
import { type BlockCommand, findCommands } from "./commands";

export interface SlashState {
  items: BlockCommand[];
  selected: number;
  /** Where the "/" stands, in the window. */
  rect: DOMRect | null;
  pick(item: BlockCommand): void;
}

export const slashListId = "slash-menu";
export const slashOptionId = (item: BlockCommand) => `slash-${item.id}`;

interface SlashOptions {
  commands: BlockCommand[];
  onChange(state: SlashState | null): void;
}

interface Props {
  items: BlockCommand[];
  clientRect?: (() => DOMRect | null) | null;
  command(item: BlockCommand): void;
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

function renderer(onChange: SlashOptions["onChange"]) {
  let state: SlashState | null = null;
  const show = (next: SlashState | null) => {
    state = next;
    onChange(next);
  };
  const update = ({ items, clientRect, command }: Props) =>
    show(items.length ? { items, selected: 0, rect: clientRect?.() ?? null, pick: command } : null);
  const onKeyDown = ({ event }: { event: KeyboardEvent }): boolean => {
    if (!state || isComposing(event)) return false;
    const { items, selected, pick } = state;
    const step = steps[event.key];
    const chosen = items[selected];
    if (step) show({ ...state, selected: (selected + step + items.length) % items.length });
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) pick(chosen);
    else if (event.key === "Escape") show(null);
    else return false;
    return true;
  };
  return { onStart: update, onUpdate: update, onKeyDown, onExit: () => show(null) };
}

export function slashMenu({ commands, onChange }: SlashOptions): Extension {
  return Extension.create({
    name: "slashMenu",
    addProseMirrorPlugins() {
      return [
        Suggestion<BlockCommand, BlockCommand>({
          editor: this.editor,
          pluginKey: new PluginKey("slash-menu"),
          char: "/",
          allow: ({ state }) => !state.selection.$from.parent.type.spec.code,
          items: ({ query }) => findCommands(commands, query),
          command: ({ editor, range, props }: { editor: Editor; range: Range; props: BlockCommand }) => {
            editor.chain().focus().deleteRange(range).run();
            props.run(editor);
          },
          render: () => renderer(onChange),
        }),
      ];
    },
  });
}
