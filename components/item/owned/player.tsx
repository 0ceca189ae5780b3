import { type SyntheticEvent, useState } from "react";
import { useText } from "@/lib/i18n/use-text";
import { SoundPlayer } from "../sound/sound-player";
import { State } from "./state";
import { text } from "./text";
import type { ViewerProps } from "./types";

/** Requests ranges with the session's cookie. A film is shown by the browser's own player. */
export function Player({ file, url }: ViewerProps) {
  const t = useText(text);
  const { width, height } = file.facts ?? {};
  const [failed, setFailed] = useState(false);
  if (failed) return <State failed />;
  // After a network error the player resumes from the same position.
  const onError = ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) =>
    setFailed(currentTarget.error?.code !== MediaError.MEDIA_ERR_NETWORK);
  if (file.mediaType.startsWith("video/"))
    return (
      // biome-ignore lint/a11y/useMediaCaption: creators upload single files; there is no caption track to name
      <video
        controls
        playsInline
        autoPlay
        preload="metadata"
        src={url}
        onError={onError}
        aria-label={t.player(file.name)}
        style={{ aspectRatio: width && height ? `${width} / ${height}` : "16 / 9" }}
        className="block max-h-[75vh] w-full border border-rule bg-black"
      />
    );
  return <SoundPlayer src={url} label={t.player(file.name)} durationMs={file.facts?.durationMs} autoPlay onError={onError} />;
}
