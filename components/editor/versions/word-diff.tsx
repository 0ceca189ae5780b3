import { useText } from "@/lib/i18n/use-text";
import { diffParagraphs, type Hunk, type Words } from "./paragraph-diff";
import { paragraphsOf } from "./reading-text";
import { text } from "./text";

interface WordDiffProps {
  before: string;
  after: string;
  /** The texts are Markdown, and are compared as they are read. */
  isMarkdown?: boolean;
  /** For screen readers. */
  names?: { removed: string; added: string };
}

type Names = Required<WordDiffProps>["names"];

const read = (text: string, isMarkdown: boolean) => (isMarkdown ? paragraphsOf(text) : [text].filter(Boolean));

/** What changed, in paragraphs: deletions struck, insertions underlined, what stayed only beside them. */
export function WordDiff({ before, after, isMarkdown = false, ...more }: WordDiffProps) {
  const own = useText(text);
  const names = more.names ?? own;
  const hunks = diffParagraphs(read(before, isMarkdown), read(after, isMarkdown));
  if (!hunks) return <BothTexts before={before} after={after} names={names} />;
  if (hunks.every((hunk) => "same" in hunk)) return <p className="text-ink-2">{own.onlyForm}</p>;
  return (
    <div className="space-y-4 font-serif text-lg leading-relaxed break-words whitespace-pre-wrap">
      {hunks.map((hunk, at) =>
        "same" in hunk ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the hunks of two texts have no other name
          <Same key={at} paragraphs={hunk.same} isFirst={at === 0} isLast={at === hunks.length - 1} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Changed key={at} hunk={hunk} names={names} />
        ),
      )}
    </div>
  );
}

function Changed({ hunk, names }: { hunk: Extract<Hunk, { words: Words[] }>; names: Names }) {
  return (
    <p>
      {hunk.words.map(({ text: words, change }, at) => {
        if (!change) return words;
        const [Tag, look] =
          change === "added"
            ? (["ins", "bg-green-wash text-green decoration-1 underline-offset-4"] as const)
            : (["del", "bg-red-wash text-red decoration-1"] as const);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: words have no other name
          <Tag key={at} className={look}>
            <span className="sr-only">{names[change]}: </span>
            {words}
          </Tag>
        );
      })}
    </p>
  );
}

/** The nearest paragraphs that stayed, and how many more there are between them. */
function Same({ paragraphs, isFirst, isLast }: { paragraphs: string[]; isFirst: boolean; isLast: boolean }) {
  const t = useText(text);
  const above = isFirst ? [] : paragraphs.slice(0, 1);
  const below = isLast ? [] : paragraphs.slice(above.length).slice(-1);
  const left = paragraphs.length - above.length - below.length;
  return (
    <>
      {above.map((paragraph) => (
        <p key="above" className="line-clamp-3 text-ink-2">
          {paragraph}
        </p>
      ))}
      {left > 0 && <p className="font-sans text-sm text-ink-3">{t.unchanged(left)}</p>}
      {below.map((paragraph) => (
        <p key="below" className="line-clamp-3 text-ink-2">
          {paragraph}
        </p>
      ))}
    </>
  );
}

/** Shown instead of a diff when the texts differ too much. */
function BothTexts({ before, after, names }: Required<Pick<WordDiffProps, "before" | "after" | "names">>) {
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
