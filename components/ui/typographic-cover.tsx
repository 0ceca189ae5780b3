// A cover drawn from the title: a handful of book jackets and labels in the house palette, one chosen by the title itself.
import clsx from "clsx";
import type { ReactNode } from "react";
import { perforatedPath } from "@/lib/social-picture/perforated-path";

interface CoverProps {
  title: string;
  creatorName: string;
  kind?: "article" | "file";
  className?: string;
}

const paper = "#f3ecdd";
const cream = "#fbf6ea";
const ink = "#28211b";
const red = "#b2291e";
const green = "#2c5a45";
const blue = "#2b4257";

/** FNV-1a with a finishing mix, so that low bits may choose. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
  return (value ^ (value >>> 12)) >>> 0;
}

/** In Latin letters: one of Chinese, Japanese or Korean takes the room of two. */
const lengthOf = (title: string) => title.replace(/[\u2e80-\uffef]/g, "  ").length;

/** The longest length for a size in hundredths of the cover's width. */
const sizes = [
  [22, 10.6],
  [40, 8.8],
  [64, 7.4],
  [100, 6.2],
  [Number.POSITIVE_INFINITY, 5.2],
] as const;

const titleSize = (title: string) => sizes.find(([longest]) => lengthOf(title) <= longest)?.[1] ?? 5.2;

const Art = ({ children }: { children: ReactNode }) => (
  <svg viewBox="0 0 640 360" className="absolute inset-0 size-full" aria-hidden>
    {children}
  </svg>
);

interface Words {
  title: string;
  name: string;
  pick: number;
}

const Title = ({ title, scale = 1, className }: { title: string; scale?: number; className?: string }) => (
  <span
    className={clsx(
      "relative line-clamp-5 max-w-full font-serif leading-[1.06] font-medium tracking-[-0.015em] wrap-anywhere text-balance",
      className,
    )}
    style={{ fontSize: `${titleSize(title) * scale}cqw` }}
  >
    {title}
  </span>
);

const Name = ({ name, className }: { name: string; className?: string }) => (
  <span className={clsx("relative text-[2.9cqw] leading-none font-semibold tracking-[0.1em] uppercase", className)}>{name}</span>
);

/** A title page: double rule, everything on the axis. */
function TitlePage({ title, name }: Words) {
  return (
    <div
      className="relative flex h-full flex-col items-center justify-center gap-[4.5cqw] px-[12cqw] text-center"
      style={{ background: paper, color: ink }}
    >
      <Art>
        <rect x={18} y={18} width={604} height={324} fill="none" stroke={ink} strokeWidth={2.5} />
        <rect x={26} y={26} width={588} height={308} fill="none" stroke={ink} strokeWidth={0.8} />
      </Art>
      <Title title={title} />
      <span className="h-[0.45cqw] w-[9cqw]" style={{ background: red }} />
      <Name name={name} />
    </div>
  );
}

/** Cloth binding with a pasted label. */
function Cloth({ title, name, pick }: Words) {
  const cloth = [red, green, blue, ink][pick % 4] ?? red;
  return (
    <div className="relative grid h-full place-items-center" style={{ background: cloth, color: ink }}>
      <Art>
        <path d="M44 0V360M52 0V360" stroke={cream} strokeOpacity={0.35} strokeWidth={1} />
      </Art>
      <div
        className="relative mt-[-3cqw] ml-[6cqw] flex w-[68cqw] flex-col items-center gap-[2.6cqw] px-[5cqw] py-[5cqw] text-center"
        style={{ background: cream, boxShadow: `inset 0 0 0 1cqw ${cream}, inset 0 0 0 1.25cqw ${cloth}` }}
      >
        <Title title={title} scale={0.82} />
        <Name name={name} />
      </div>
    </div>
  );
}

/** Dark jacket with one enormous initial. */
function Initial({ title, name, pick }: Words) {
  const letter = [...title.replace(/^(the|an?)\s+/i, "")][0]?.toUpperCase() ?? "P";
  const [back, front] = pick % 2 ? [ink, "#3a3029"] : [red, "#c23c2f"];
  return (
    <div
      className="relative flex h-full flex-col justify-end gap-[3cqw] p-[6cqw] pr-[20cqw]"
      style={{ background: back, color: cream }}
    >
      <Art>
        <text
          x={640}
          y={372}
          textAnchor="end"
          fontFamily="var(--font-newsreader), serif"
          fontSize={500}
          fontWeight={500}
          fill={front}
        >
          {letter}
        </text>
      </Art>
      <Title title={title} />
      <Name name={name} className="opacity-85" />
    </div>
  );
}

/** An airmail envelope, addressed; the price is its stamp. */
function Airmail({ title, name }: Words) {
  const bars = Array.from({ length: 24 }, (_, index) => index * 44 - 380);
  return (
    <div
      className="relative flex h-full flex-col justify-center gap-[3.4cqw] pr-[20cqw] pl-[11cqw]"
      style={{ background: cream, color: ink }}
    >
      <Art>
        {bars.map((x, index) => (
          <path key={x} d={`M${x} 360l360-360h22l-360 360Z`} fill={index % 2 ? blue : red} />
        ))}
        <rect x={19} y={19} width={602} height={322} fill={cream} />
        <path d="M70 292H250M70 308H190" stroke={ink} strokeOpacity={0.25} strokeWidth={1.2} />
      </Art>
      <Title title={title} scale={0.9} />
      <Name name={name} />
    </div>
  );
}

/** A page of a ledger: feint rules and a red margin. */
function Ledger({ title, name }: Words) {
  return (
    <div
      className="relative flex h-full flex-col justify-between py-[6cqw] pr-[8cqw] pl-[19cqw]"
      style={{ background: paper, color: ink }}
    >
      <Art>
        <g stroke={blue} strokeOpacity={0.28} strokeWidth={1}>
          <path d={Array.from({ length: 12 }, (_, line) => `M0 ${38 + line * 28}H640`).join("")} />
        </g>
        <path d="M96 0V360M101 0V360" stroke={red} strokeOpacity={0.75} strokeWidth={1.3} />
      </Art>
      <Title title={title} />
      <Name name={name} />
    </div>
  );
}

/** A sheet of stamps, one of them printed. */
function Sheet({ title, name, pick }: Words) {
  const tone = [green, blue, red][pick % 3] ?? green;
  const cells = Array.from({ length: 40 }, (_, index) => ({ x: (index % 8) * 84 - 16, y: Math.floor(index / 8) * 78 - 15 }));
  return (
    <div className="relative grid h-full place-items-center" style={{ background: tone, color: ink }}>
      <Art>
        {cells.map(({ x, y }) => (
          <path
            key={`${x}-${y}`}
            d={perforatedPath(13, 12)}
            transform={`translate(${x} ${y})`}
            fill="none"
            stroke={cream}
            strokeOpacity={0.3}
            strokeWidth={1}
          />
        ))}
        <path d={perforatedPath(69, 42)} transform="translate(113 54)" fill={cream} />
        <rect x={127} y={68} width={386} height={224} fill="none" stroke={tone} strokeWidth={2} />
      </Art>
      <div className="relative flex w-[54cqw] flex-col items-center gap-[3cqw] text-center">
        <Title title={title} scale={0.8} />
        <Name name={name} />
      </div>
    </div>
  );
}

const jackets = [TitlePage, Cloth, Initial, Airmail, Sheet];

/** Decoration: the title always stands beside it as text, and always chooses the same jacket. 16:9, scales with its container. */
export function TypographicCover({ title, creatorName, kind = "article", className }: CoverProps) {
  const value = hash(title);
  const Jacket = kind === "file" && value & 8 ? Ledger : (jackets[value % jackets.length] ?? TitlePage);
  return (
    <div aria-hidden className={clsx("@container aspect-video overflow-hidden rounded-sm select-none", className)}>
      <Jacket title={title} name={creatorName} pick={value >>> 7} />
    </div>
  );
}
