export type Kind = "pdf" | "audio" | "video" | "picture" | "table" | "text";

const kinds: [RegExp, Kind][] = [
  [/^application\/pdf$/, "pdf"],
  [/^audio\/(aac|flac|mp4|mpeg|ogg|wav|x-wav|x-m4a)$/, "audio"],
  [/^video\/(mp4|webm)$/, "video"],
  [/^image\/(png|jpeg|gif|webp|avif)$/, "picture"],
  [/^text\/(csv|tab-separated-values)$/, "table"],
  [/^text\/|^application\/(json|geo\+json|x-ndjson|yaml|xml|x-subrip)$/, "text"],
];

/** The viewer for a media type; undefined for files that can only be downloaded. */
export function kindOf(mediaType: string): Kind | undefined {
  return kinds.find(([pattern]) => pattern.test(mediaType))?.[1];
}
