import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import { WordDiff } from "./word-diff";

interface Texts {
  title: string;
  dek: string;
  preview: string;
  content: string;
}

const parts: (keyof Texts)[] = ["title", "dek", "preview", "content"];

/** The differences between two versions, by part. */
export function VersionDiff({ before, after }: { before: Texts; after: Texts }) {
  const t = useText(text);
  const changed = parts.filter((name) => before[name] !== after[name]);
  if (changed.length === 0) return <p className="text-ink-2">{t.same}</p>;
  return (
    <div className="space-y-8">
      {changed.map((name) => (
        <section key={name} aria-label={t.parts[name]}>
          <h3 className="eyebrow mb-2">{t.parts[name]}</h3>
          <WordDiff before={before[name]} after={after[name]} isMarkdown={name === "preview" || name === "content"} />
        </section>
      ))}
    </div>
  );
}
