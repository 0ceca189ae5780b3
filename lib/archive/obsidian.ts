// What Obsidian writes beside Markdown: links to other notes become their words, embedded pictures are pictures, other notes and files are left out, comments are
// not shown there either. Code stays as it is.
import { isPictureFile } from "./pictures";
import { piecesOf } from "./pieces";

// A target goes past no further bracket, and a label no further than a line of words is: a sign is read for few openings only.
const embed = /!\[\[([^[\]|\n]+)(?:\|([^\]\n]{1,300}))?\]\]/g;
const link = /\[\[([^[\]|\n]+)(?:\|([^\]\n]{1,300}))?\]\](?!\()/g;

interface Adapted {
  body: string;
  links: number;
  embeds: number;
  /** Comments that nothing ends: what follows them is not shown in Obsidian, and left out. */
  openComments: number;
}

/** `words#heading` and `folder/words` as they read. */
const wordsOf = (target: string) => (target.split(/[#^]/, 1)[0]?.split("/").at(-1) || target.replace(/^[#^]+/, "")).trim();

/** What stands after the bar is a picture's width or its description. */
const altOf = (label = "") => (/^\s*\d+(?:x\d+)?\s*$/.test(label) ? "" : label.trim().replace(/[[\]\\]/g, ""));

function adaptProse(prose: string, counts: Omit<Adapted, "body">): string {
  return prose
    .replace(embed, (_all, target: string, label: string | undefined) => {
      if (isPictureFile(target)) return `![${altOf(label)}](<${target.trim().replace(/[<>]/g, "")}>)`;
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
