// What Obsidian writes beside Markdown: links to other notes become their words, embedded notes and files are left out, comments are
// not shown there either. Code stays as it is.
import { fenced } from "./fenced";

const embed = /!\[\[[^\]\n]{1,500}\]\]/g;
const link = /\[\[([^\]|\n]{1,500})(?:\|([^\]\n]{1,500}))?\]\](?!\()/g;
const comment = /%%[\s\S]{0,20000}?%%/g;
const code = /(`+)(?:(?!\1)[\s\S])+?\1(?!`)/g;

export interface Adapted {
  body: string;
  links: number;
  embeds: number;
}

/** `words#heading` and `folder/words` as they read. */
const wordsOf = (target: string) => (target.split(/[#^]/, 1)[0]?.split("/").at(-1) || target.replace(/^[#^]+/, "")).trim();

function adaptProse(prose: string, isVault: boolean, counts: Omit<Adapted, "body">): string {
  const shown = isVault ? prose.replace(comment, "") : prose;
  return shown
    .replace(embed, () => {
      counts.embeds += 1;
      return "";
    })
    .replace(link, (_all, target: string, label: string | undefined) => {
      counts.links += 1;
      return label?.trim() || wordsOf(target);
    });
}

/** Outside code spans. */
function adaptText(text: string, isVault: boolean, counts: Omit<Adapted, "body">): string {
  let adapted = "";
  let from = 0;
  for (const { 0: span, index } of text.matchAll(code)) {
    adapted += adaptProse(text.slice(from, index), isVault, counts) + span;
    from = index + span.length;
  }
  return adapted + adaptProse(text.slice(from), isVault, counts);
}

export function adaptObsidian(body: string, isVault: boolean): Adapted {
  const counts = { links: 0, embeds: 0 };
  if (!isVault && !body.includes("[[")) return { body, ...counts };
  const adapted = fenced(body).map(({ text, isCode }) => (isCode ? text : adaptText(text, isVault, counts)));
  return { body: adapted.join("\n"), ...counts };
}
