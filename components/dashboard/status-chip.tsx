import { Chip, type ChipTone } from "@/components/ui/chip";
import type { ItemStatus } from "@/lib/catalog/types";

const looks: Record<ItemStatus, { tone: ChipTone; label: string }> = {
  draft: { tone: "plain", label: "Draft" },
  scheduled: { tone: "plain", label: "Scheduled" },
  listed: { tone: "green", label: "Listed" },
  unlisted: { tone: "plain", label: "Unlisted" },
  removed: { tone: "red", label: "Removed" },
};

export function StatusChip({ status }: { status: ItemStatus }) {
  const { tone, label } = looks[status];
  return <Chip tone={tone}>{label}</Chip>;
}
