import { Chip, type ChipTone } from "@/components/ui/chip";
import type { ItemStatus } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

const tones: Record<ItemStatus, ChipTone> = {
  draft: "plain",
  scheduled: "plain",
  listed: "green",
  unlisted: "plain",
  removed: "red",
  hidden: "red",
};

export function StatusChip({ status }: { status: ItemStatus }) {
  return <Chip tone={tones[status]}>{useText(text).statuses[status]}</Chip>;
}
