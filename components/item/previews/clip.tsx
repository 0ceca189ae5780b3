import type { FileSummary } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import type { ShownPart } from "@/lib/previews/codecs";
import { SoundClip } from "../sound/sound-clip";
import { previewUrl } from "./preview-url";
import { text } from "./text";

/** The first seconds, in a player whose size is set, so that the page does not move when it loads. */
export function Clip({ file, part: { sha256, mediaType, width, height, durationMs } }: { file: FileSummary; part: ShownPart }) {
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
  return <SoundClip src={previewUrl(sha256)} label={t.listen(file.name)} durationMs={durationMs ?? undefined} />;
}
