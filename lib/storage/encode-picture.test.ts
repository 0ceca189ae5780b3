import sharp from "sharp";
import { expect, it, vi } from "vitest";
import { encodePicture, encodeWhole } from "./encode-picture";

it("nothing that reads or writes pixels goes on for as long as it likes: all other pictures wait for it", async () => {
  const png = await sharp({ create: { width: 700, height: 900, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();
  const work = vi.spyOn(sharp.prototype, "toBuffer");
  const bound = vi.spyOn(sharp.prototype, "timeout");
  await encodeWhole(png, { widths: [480, 960], heightMax: 800 });
  await encodePicture(png, null, { aspect: 1, widths: [64, 128], widthMin: 64 });
  expect(work.mock.contexts).toHaveLength(6);
  for (const picture of work.mock.contexts) expect(bound.mock.contexts).toContain(picture);
  for (const [options] of bound.mock.calls) expect(options).toEqual({ seconds: 15 });
});
