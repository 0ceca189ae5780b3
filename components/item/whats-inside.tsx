import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

interface WhatsInsideProps {
  headings: string[];
  lang: string;
  className?: string;
}

/** The headings of the paid part: what the price buys. */
export function WhatsInside({ headings, lang, className = "" }: WhatsInsideProps) {
  const t = useText(text);
  if (headings.length === 0) return null;
  return (
    <aside aria-labelledby="whats-inside" className={`${className} print:hidden`}>
      <h2 id="whats-inside" className="eyebrow font-sans">
        {t.whatsInside}
      </h2>
      <ol lang={lang} className="mt-2.5 border-t border-rule">
        {headings.map((heading, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: headings may repeat, and their order never changes
          <li key={`${index + 1} ${heading}`} className="flex gap-3 border-b border-rule py-2 text-sm leading-snug">
            <span aria-hidden className="figures w-5 shrink-0 text-end text-ink-3">
              {index + 1}
            </span>
            {heading}
          </li>
        ))}
      </ol>
    </aside>
  );
}
