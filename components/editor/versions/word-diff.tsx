import { diffWordsWithSpace } from "diff";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface WordDiffProps {
  before: string;
  after: string;
  /** For screen readers. */
  names?: { removed: string; added: string };
}

/** An inline diff: deletions struck, insertions underlined, long unchanged runs collapsed. */
export function WordDiff({ before, after, ...more }: WordDiffProps) {
  const own = useText(text);
  const names = more.names ?? own;
  const parts = diffWordsWithSpace(named(before), named(after), { timeout: 1500 });
  if (!parts) return <BothTexts before={before} after={after} names={names} />;
  let at = 0;
  return (
    <div className="font-serif text-lg leading-relaxed break-words whitespace-pre-wrap">
      {parts.map(({ value, added, removed }) => {
        at += value.length;
        if (added) {
          return (
            <ins key={`+${at}`} className="bg-green-wash text-green decoration-1 underline-offset-4">
              <span className="sr-only">{names.added}: </span>
              {value}
            </ins>
          );
        }
        if (removed) {
          return (
            <del key={`-${at}`} className="bg-red-wash text-red decoration-1">
              <span className="sr-only">{names.removed}: </span>
              {value}
            </del>
          );
        }
        return <span key={`=${at}`}>{shortened(value)}</span>;
      })}
    </div>
  );
}

/** A picture's name is long; its beginning tells it from others. */
const named = (text: string) => text.replace(/picture:([0-9a-f]{8})[0-9a-f]{56}/g, "picture:$1…");

const contextCharacters = 240;

function shortened(words: string): string {
  if (words.length < contextCharacters * 3) return words;
  return `${words.slice(0, contextCharacters)}\n […] \n${words.slice(-contextCharacters)}`;
}

/** Shown instead of a diff when the texts differ too much. */
function BothTexts({ before, after, names }: Required<WordDiffProps>) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      {[
        { name: names.removed, words: before },
        { name: names.added, words: after },
      ].map(({ name, words }) => (
        <div key={name}>
          <p className="eyebrow mb-1">{name}</p>
          <div className="font-serif leading-relaxed break-words whitespace-pre-wrap">{words}</div>
        </div>
      ))}
    </div>
  );
}
