// What Obsidian writes beside Markdown: links to other notes become their words, embedded notes and files are left out, comments are
// not shown there either. Code stays as it is.
import { piecesOf } from "./pieces";

const embed = /!\[\[[^\]\n]{1,500}\]\]/g;
const link = /\[\[([^[\]|\n]{1,500})(?:\|([^\]\n]{1,500}))?\]\](?!\()/g;

interface Adapted {
  body: string;
  links: number;
  embeds: number;
  /** Comments that nothing ends: what follows them is not shown in Obsidian, and left out. */
  openComments: number;
}

/** `words#heading` and `folder/words` as they read. */
const wordsOf = (target: string) => (target.split(/[#^]/, 1)[0]?.split("/").at(-1) || target.replace(/^[#^]+/, "")).trim();

function adaptProse(prose: string, counts: Omit<Adapted, "body">): string {
  return prose
    .replace(embed, () => {
      counts.embeds += 1;
      return "";
    })
    .replace(link, (_all, target: string, label: string | undefined) => {
      counts.links += 1;
      return label?.trim() || wordsOf(target);
    });
}

export function adaptObsidian(body: string, isVault: boolean): Adapted {
  const counts = { links: 0, embeds: 0, openComments: 0 };
  const adapted = piecesOf(body, isVault).map(({ kind, text, isOpen }) => {
    if (isOpen) counts.openComments += 1;
    if (kind === "comment") return "";
    return kind === "prose" ? adaptProse(text, counts) : text;
  });
  return { body: adapted.join(""), ...counts };
}
