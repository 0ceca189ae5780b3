import type { Wire } from "@/lib/api-client/wire";
import type { ItemDetail } from "@/lib/catalog/types";
import type { FieldIssue } from "@/lib/kernel/field-issues";

/** What the API says of a draft as if it were published. */
export interface PreviewAnswer {
  item: Wire<ItemDetail>;
  missing: FieldIssue[];
  challenge: { status: 402; body: unknown; paymentRequired: unknown };
}

/** The item as the domain has it: amounts, sizes and dates again. */
export function readItem({ item }: PreviewAnswer): ItemDetail {
  return {
    ...item,
    amount: BigInt(item.amount),
    bytes: BigInt(item.bytes),
    publishedAt: new Date(item.publishedAt),
    creator: { ...item.creator, createdAt: new Date(item.creator.createdAt) } as ItemDetail["creator"],
    files: item.files.map((file) => ({ ...file, bytes: BigInt(file.bytes) })),
  };
}
