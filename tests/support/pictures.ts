// Pictures for texts, sent as a script sends them.
import sharp from "sharp";
import type { Visitor } from "./api";

/** Keeps a picture of one colour for this item's texts. Throws what a refusal says. */
export async function keepPicture(
  { send }: Visitor,
  itemId: string,
  background: string,
): Promise<{ sha256: string; source: string }> {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
  const answer = await send("POST", `/api/items/${itemId}/pictures`, new Uint8Array(bytes), "image/png");
  if (answer.status !== 201) throw new Error(`not kept: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
