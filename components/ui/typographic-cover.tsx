"use client";
// A cover made from the title: a handful of book jackets and labels in the house palette (jackets/), one chosen by the title itself.
// A client component, so that a page's payload carries its words and not its markup once more.
import clsx from "clsx";

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

interface Words {
  title: string;
  name: string;
  pick: number;
}

const Title = ({ title, scale = 1 }: { title: string; scale?: number }) => (
  <span className="jacket-title" style={{ fontSize: `${(titleSize(title) * scale).toFixed(2)}cqw` }}>
    {title}
  </span>
);

const Name = ({ name, className }: { name: string; className?: string }) => (
  <span className={clsx("jacket-name", className)}>{name}</span>
);

/** A title page: double rule, everything on the axis. */
function TitlePage({ title, name }: Words) {
  return (
    <div
      className="jacket jacket-title-page flex h-full flex-col items-center justify-center gap-[4.5cqw] px-[12cqw] text-center"
      style={{ backgroundColor: paper, color: ink }}
    >
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
    <div className="jacket jacket-cloth grid h-full place-items-center" style={{ backgroundColor: cloth, color: ink }}>
      <div
        className="mt-[-3cqw] ml-[6cqw] flex w-[68cqw] flex-col items-center gap-[2.6cqw] px-[5cqw] py-[5cqw] text-center"
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
      <svg
        aria-hidden
        viewBox="0 0 640 360"
        className="absolute inset-0 size-full font-serif"
        textAnchor="end"
        fontSize={500}
        fontWeight={500}
      >
        <text x={640} y={372} fill={front}>
          {letter}
        </text>
      </svg>
      <Title title={title} />
      <Name name={name} className="opacity-85" />
    </div>
  );
}

/** An airmail envelope, addressed; the price is its stamp. */
function Airmail({ title, name }: Words) {
  return (
    <div
      className="jacket jacket-airmail flex h-full flex-col justify-center gap-[3.4cqw] pr-[20cqw] pl-[11cqw]"
      style={{ backgroundColor: cream, color: ink }}
    >
      <Title title={title} scale={0.9} />
      <Name name={name} />
    </div>
  );
}

/** A page of a ledger: feint rules and a red margin. */
function Ledger({ title, name }: Words) {
  return (
    <div
      className="jacket jacket-ledger flex h-full flex-col justify-between py-[6cqw] pr-[8cqw] pl-[19cqw]"
      style={{ backgroundColor: paper, color: ink }}
    >
      <Title title={title} />
      <Name name={name} />
    </div>
  );
}

/** A sheet of stamps, one of them printed. */
function Sheet({ title, name, pick }: Words) {
  const tone = [green, blue, red][pick % 3] ?? green;
  return (
    <div className="jacket jacket-sheet grid h-full place-items-center" style={{ backgroundColor: tone, color: ink }}>
      <div className="flex w-[54cqw] flex-col items-center gap-[3cqw] text-center">
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
