import type { ItemStatus } from "@/lib/catalog/types";

const statuses: Record<ItemStatus, string> = {
  draft: "Draft",
  scheduled: "Scheduled",
  listed: "Listed",
  unlisted: "Unlisted",
  removed: "Removed",
};

export const en = {
  statuses,
  picture: {
    choose: "Choose a picture",
    cover: {
      input: "Choose a picture as cover",
      change: "Change cover",
      remove: "Remove cover",
      part: "The part to show as cover",
    },
    picture: {
      input: "Choose a picture as picture",
      change: "Change picture",
      remove: "Remove picture",
      part: "The part to show as picture",
    },
    move: "Drag the picture, or move it with the arrow keys.",
    chosen: "The picture you chose",
    area: "Part to show; move it with the arrow keys",
    zoom: "Zoom",
    unreadable: "This browser cannot show the file. Choose a JPEG, PNG, WebP or GIF.",
    cancel: "Cancel",
    sending: "Sending…",
    use: "Use this part",
  },
};
