import Link from "next/link";
import { useText } from "@/lib/i18n/use-text";
import { perforatedPath } from "@/lib/social-picture/perforated-path";
import { text } from "./text";

/** The little stamp whose p carries a coin, and the name. */
export function Wordmark() {
  const { home } = useText(text);
  return (
    <Link href="/" className="-mx-1 flex items-center gap-2 rounded-sm px-1 text-ink no-underline" aria-label={home}>
      <svg viewBox="0 0 28 28" aria-hidden className="size-7">
        <path fill="var(--red-fill)" d={perforatedPath(7, 7, 4, 1.35)} />
        <g fill="none" stroke="var(--on-red)" strokeWidth={2.6}>
          <circle cx={15.1} cy={12} r={4.4} />
          <path d="M10.7 6.6v15.4" />
        </g>
      </svg>
      <span aria-hidden className="font-serif text-[1.4rem] leading-none font-semibold tracking-[-0.02em]">
        Pennypost
      </span>
    </Link>
  );
}
