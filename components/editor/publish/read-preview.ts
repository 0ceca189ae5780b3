import { type ItemDetail, type ItemPreviewJson, itemDetailCodec } from "@/lib/catalog/items/codecs";

/** What the API says of a draft as if it were published. */
export type PreviewAnswer = ItemPreviewJson;

/** The item as the domain has it: amounts, sizes and dates again. */
export const readItem = ({ item }: PreviewAnswer): ItemDetail => itemDetailCodec.decode(item);
