import { ItemCard } from "@/components/market/item-card";
import { Postmark } from "@/components/ui/postmark";
import { PriceStamp } from "@/components/ui/price-stamp";
import { Stamp } from "@/components/ui/stamp";
import { StampOutline } from "@/components/ui/stamp-outline";
import { TypographicCover } from "@/components/ui/typographic-cover";
import { Section, Specimen } from "./section";
import { specimenItem } from "./specimens";

const titles = [
  "The penny post",
  "Daylight, hour by hour",
  "Perforation",
  "A short history of the letter box and of those who filled it",
  "Slack water",
  "潮の満ち引きを読む",
  "Plates",
  "Ninepence",
];

/** Stamp, postmark and generated covers. */
export function Ornaments() {
  return (
    <>
      <Section id="stamps" title="Stamps and the postmark">
        <div className="flex flex-wrap items-end gap-8">
          <Specimen name="A price">
            <PriceStamp amount={250_000n} className="h-9" />
          </Specimen>
          <Specimen name="The smallest">
            <PriceStamp amount={1_000n} className="h-9" />
          </Specimen>
          <Specimen name="Owned">
            <PriceStamp amount={250_000n} cancelled className="h-9" />
          </Specimen>
          <Specimen name="Large">
            <Stamp amount={250_000n} className="h-24" />
          </Specimen>
          <Specimen name="Large, the highest">
            <Stamp amount={10_000_000_000n} className="h-24" />
          </Specimen>
          <Specimen name="A place for one">
            <StampOutline className="h-14 text-rule-strong" />
          </Specimen>
          <Specimen name="Postmark">
            <Postmark date={new Date("2026-05-03T19:42:00Z")} place="Base" className="h-28 text-[var(--postmark-ink)]" />
          </Specimen>
        </div>
      </Section>
      <Section id="covers" title="Typographic covers">
        <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-4">
          {titles.map((title, at) => (
            <TypographicCover key={title} title={title} creatorName="Ada Byron" kind={at % 2 ? "file" : "article"} />
          ))}
        </div>
      </Section>
      <Section id="cards" title="Cards">
        <div className="grid gap-x-8 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
          <ItemCard isAlone item={specimenItem} />
          <ItemCard isAlone item={{ ...specimenItem, title: titles[3] ?? "", dek: "" }} owned />
          <ItemCard isAlone item={{ ...specimenItem, kind: "file", title: "潮の満ち引きを読む", fileCount: 3 }} />
        </div>
        <div className="is-lead mt-14">
          <ItemCard isAlone item={specimenItem} lead />
        </div>
      </Section>
    </>
  );
}
