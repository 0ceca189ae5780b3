import { OwnedLine, OwnItemLine } from "@/components/item/owned-line";
import { Removed } from "@/components/item/removed";
import { Section, Specimen } from "./section";

const purchasedAt = new Date("2026-05-03T19:42:00Z");

/** What the server renders in place of the wall. */
export function Places() {
  return (
    <Section id="places" title="Where the wall is not">
      <div className="grid gap-8 md:grid-cols-2">
        <Specimen name="Owned, paid in this browser">
          <OwnedLine receiptId="pur_specimen" purchasedAt={purchasedAt} signedIn={false} />
        </Specimen>
        <Specimen name="Owned, in the library">
          <OwnedLine receiptId="pur_specimen" purchasedAt={purchasedAt} />
        </Specimen>
        <Specimen name="One’s own">
          <OwnItemLine itemId="item_specimen" readerUrl="#places" />
        </Specimen>
        <Specimen name="Taken down">
          <Removed
            item={{
              id: "item_specimen",
              title: "How a penny became a price",
              creator: { handle: "mira", displayName: "Mira Okafor" },
              status: "removed",
              hidden: null,
              removalReason: "It is written anew, with the charts that were missing: https://example.org/penny",
            }}
          />
        </Specimen>
      </div>
    </Section>
  );
}
