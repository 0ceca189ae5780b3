import { formatCount } from "@/components/format/format-number";
import { formatBytes } from "@/lib/kernel/bytes";
import { pictureBytesMax, type Told } from "./picture-desk";

const nameOf = (name: string) => name || "A picture";

function tell(told: Told): string {
  switch (told.kind) {
    case "not_a_picture":
      return `${nameOf(told.name)} was not taken: pictures are JPEG, PNG, WebP or GIF.`;
    case "too_large":
      return `${nameOf(told.name)} was not taken: a picture may have at most ${formatBytes(pictureBytesMax)}.`;
    case "still":
      return `${nameOf(told.name)} moves; its first picture is kept.`;
    case "elsewhere":
      return `Pictures of ${told.host} stay there: readers’ browsers load them from there. To keep one with the piece, save it and add the file.`;
    case "left_out":
      return `${formatCount(told.count, "picture")} could not be taken along: what was pasted has only an address on your computer, or none on the web. Add the file instead.`;
  }
}

export const en = {
  label: "Pictures",
  sending: (count: number) => `Sending ${formatCount(count, "picture")}…`,
  failed: (name: string, why: string) => `${nameOf(name)} was not sent. ${why}`,
  retry: "Try again",
  drop: "Remove",
  dismiss: "Close",
  tell,
  figure: {
    sending: "Sending…",
    failed: "Not sent. It is not part of the text yet.",
    unseen: "Readers do not see this picture: it is not on the web, nor kept with the piece.",
    missing: "This picture cannot be loaded.",
  },
};
