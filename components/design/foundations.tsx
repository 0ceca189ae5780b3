import { Section } from "./section";

const colours = [
  ["Paper", "bg-paper"],
  ["Raised", "bg-raised"],
  ["Sunk", "bg-sunk"],
  ["Ink", "bg-ink"],
  ["Ink 2", "bg-ink-2"],
  ["Ink 3", "bg-ink-3"],
  ["Rule", "bg-rule"],
  ["Rule, strong", "bg-rule-strong"],
  ["Red", "bg-red"],
  ["Red, filled", "bg-red-fill"],
  ["Red wash", "bg-red-wash"],
  ["Green", "bg-green"],
  ["Green wash", "bg-green-wash"],
] as const;

const sizes = ["text-4xl", "text-3xl", "text-2xl", "text-xl", "text-lg", "text-base", "text-sm", "text-xs"];

/** Colours, type and lines. */
export function Foundations() {
  return (
    <>
      <Section id="colours" title="Colours">
        <ul className="grid grid-cols-2 gap-4 sm:grid-cols-4 lg:grid-cols-7">
          {colours.map(([name, background]) => (
            <li key={name} className="text-xs text-ink-2">
              <span className={`mb-1.5 block h-14 rounded-md border border-rule ${background}`} />
              {name}
            </li>
          ))}
        </ul>
      </Section>
      <Section id="type" title="Type">
        <div className="space-y-4">
          {sizes.map((size) => (
            <div key={size} className="grid items-baseline gap-x-6 md:grid-cols-[6rem_1fr_1fr]">
              <span className="text-xs text-ink-3">{size.replace("text-", "")}</span>
              <p className={`${size} truncate font-serif`}>A letter for a penny 手紙</p>
              <p className={`${size} figures truncate`}>Paid $1,204.50 支払い</p>
            </div>
          ))}
        </div>
        <p className="eyebrow mt-8">Eyebrow</p>
        <p className="mt-2">
          A sentence that leads to{" "}
          <a href="#stamps" className="link">
            the stamps
          </a>
          , and <em className="serif-italic text-lg">a word in italics</em>.
        </p>
      </Section>
    </>
  );
}
