import { diffWordsWithSpace } from "diff";

interface WordDiffProps {
  before: string;
  after: string;
  /** Said to those who cannot see the colours. */
  names?: { removed: string; added: string };
}

/** Two texts as one: what went is struck, what came is underlined, long stretches that stayed are left out. */
export function WordDiff({ before, after, names = { removed: "Removed", added: "Added" } }: WordDiffProps) {
  const parts = diffWordsWithSpace(before, after, { timeout: 1500 });
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

const contextCharacters = 240;

function shortened(text: string): string {
  if (text.length < contextCharacters * 3) return text;
  return `${text.slice(0, contextCharacters)}\n […] \n${text.slice(-contextCharacters)}`;
}

/** Texts so different that comparing them word by word helps nobody. */
function BothTexts({ before, after, names }: Required<WordDiffProps>) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      {[
        { name: names.removed, text: before },
        { name: names.added, text: after },
      ].map(({ name, text }) => (
        <div key={name}>
          <p className="eyebrow mb-1">{name}</p>
          <div className="font-serif leading-relaxed break-words whitespace-pre-wrap">{text}</div>
        </div>
      ))}
    </div>
  );
}
