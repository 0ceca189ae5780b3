import { WordDiff } from "./word-diff";

interface Texts {
  title: string;
  dek: string;
  preview: string;
  content: string;
}

const parts: { name: keyof Texts; label: string }[] = [
  { name: "title", label: "Title" },
  { name: "dek", label: "Dek" },
  { name: "preview", label: "Free part" },
  { name: "content", label: "Paid part" },
];

/** What changed from one version to another, part by part. */
export function VersionDiff({ before, after }: { before: Texts; after: Texts }) {
  const changed = parts.filter(({ name }) => before[name] !== after[name]);
  if (changed.length === 0) return <p className="text-ink-2">The words are the same.</p>;
  return (
    <div className="space-y-8">
      {changed.map(({ name, label }) => (
        <section key={name} aria-label={label}>
          <h3 className="eyebrow mb-2">{label}</h3>
          <WordDiff before={before[name]} after={after[name]} />
        </section>
      ))}
    </div>
  );
}
