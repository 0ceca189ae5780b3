import type { FileSummary } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import type { ShownPart } from "@/lib/previews/codecs";
import { previewUrl } from "./preview-url";
import { text } from "./text";

/** The first seconds in the browser's player. Its size is set, so that the page does not move when it loads. */
export function Clip({ file, part: { sha256, mediaType, width, height } }: { file: FileSummary; part: ShownPart }) {
  const t = useText(text);
  if (mediaType.startsWith("video/"))
    return (
      // biome-ignore lint/a11y/useMediaCaption: creators upload single files; there is no caption track to name
      <video
        controls
        playsInline
        preload="metadata"
        src={previewUrl(sha256)}
        aria-label={t.watch(file.name)}
        style={width && height ? { aspectRatio: `${width} / ${height}` } : undefined}
        className="block max-h-[70vh] w-full border border-rule bg-black"
      />
    );
  return (
    <div className="rounded-full border border-rule bg-raised p-1">
      {/* biome-ignore lint/a11y/useMediaCaption: creators upload single files; there is no caption track to name */}
      <audio
        controls
        preload="metadata"
        src={previewUrl(sha256)}
        aria-label={t.listen(file.name)}
        className="block h-10 w-full [&::-webkit-media-controls-enclosure]:bg-transparent"
      />
    </div>
  );
}
