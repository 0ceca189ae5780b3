// A clip of audio or video. Packets are copied into a new container without decoding, so an attack on decoders has no effect here, and
// metadata (tags, covers, locations) is left out.
import * as media from "mediabunny";
import { type ClipBound, clipBound, isLongEnough } from "../bounds";
import type { Made, NoPreviewReason, PreviewPart } from "../types";
import type { Source } from "./source";

/** Playlists are excluded: they name other URLs to read. */
const formats = [media.MP3, media.WAVE, media.FLAC, media.OGG, media.ADTS, media.MP4, media.QTFF, media.WEBM, media.MATROSKA];
const cacheBytes = 16 * 1024 ** 2;
const scannedBytesMax = 64 * 1024 ** 2;

type Track = media.InputAudioTrack | media.InputVideoTrack;

function open(source: Source): media.Input {
  return new media.Input({
    formats,
    source: new media.CustomSource({
      getSize: () => source.bytes,
      read: (start, end) => source.read(start, end),
      maxCacheSize: cacheBytes,
      prefetchProfile: "network",
    }),
  });
}

/** The duration that the file states; computed only where that is quick. */
async function durationOf(input: media.Input, bytes: number): Promise<number | undefined> {
  const seconds = (await input.getDurationFromMetadata()) ?? (bytes <= scannedBytesMax ? await input.computeDuration() : 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : undefined;
}

/** A container that browsers play. */
function containerFor(format: media.InputFormat): media.OutputFormat {
  if (format === media.MP3) return new media.Mp3OutputFormat();
  if (format === media.WAVE) return new media.WavOutputFormat();
  if (format === media.FLAC) return new media.FlacOutputFormat();
  if (format === media.OGG) return new media.OggOutputFormat();
  if (format === media.ADTS) return new media.AdtsOutputFormat();
  if (format === media.WEBM || format === media.MATROSKA) return new media.WebMOutputFormat();
  return new media.Mp4OutputFormat({ fastStart: "in-memory" });
}

interface Lane {
  source: media.EncodedAudioPacketSource | media.EncodedVideoPacketSource;
  meta: { decoderConfig: AudioDecoderConfig | VideoDecoderConfig };
  packets: media.EncodedPacket[];
}

/** The packets of a track up to the end of the clip. Stops when they exceed the clip's size. */
async function beginning(track: Track, { ms, bytes }: ClipBound): Promise<media.EncodedPacket[]> {
  const packets: media.EncodedPacket[] = [];
  let size = 0;
  for await (const packet of new media.EncodedPacketSink(track).packets()) {
    size += packet.byteLength;
    if ((packet.timestamp + packet.duration) * 1000 > ms || size > bytes) break;
    packets.push(packet);
  }
  return packets;
}

const endOf = (packets: media.EncodedPacket[]) =>
  packets.reduce((end, { timestamp, duration }) => Math.max(end, timestamp + duration), 0);

async function laneOf(output: media.Output, track: Track, bound: ClipBound): Promise<Lane | undefined> {
  const [codec, decoderConfig] = await Promise.all([track.getCodec(), track.getDecoderConfig()]);
  if (!codec || !decoderConfig || !output.format.getSupportedCodecs().includes(codec)) return undefined;
  const packets = await beginning(track, bound);
  if (track.isVideoTrack()) {
    const source = new media.EncodedVideoPacketSource(codec as media.VideoCodec);
    output.addVideoTrack(source, { rotation: await track.getRotation() });
    return { source, meta: { decoderConfig }, packets };
  }
  const source = new media.EncodedAudioPacketSource(codec as media.AudioCodec);
  output.addAudioTrack(source);
  return { source, meta: { decoderConfig }, packets };
}

/** The packets of a track with the time by which a player needs them, which never decreases within a track. */
function* timed(lane: Lane, endMs: number) {
  let dueAt = 0;
  for (const packet of lane.packets) {
    dueAt = Math.max(dueAt, packet.timestamp);
    if (packet.timestamp * 1000 < endMs) yield { lane, packet, dueAt };
  }
}

async function mux(output: media.Output, lanes: Lane[], endMs: number): Promise<void> {
  await output.start();
  const entries = lanes.flatMap((lane) => [...timed(lane, endMs)]);
  for (const { lane, packet } of entries.toSorted((a, b) => a.dueAt - b.dueAt)) {
    await lane.source.add(packet, lane.meta as never);
  }
  await output.finalize();
}

async function cut(input: media.Input, tracks: Track[], bound: ClipBound): Promise<PreviewPart | NoPreviewReason> {
  const isVideo = tracks.some((track) => track.isVideoTrack());
  const container = containerFor(await input.getFormat());
  const target = new media.BufferTarget();
  const output = new media.Output({ format: container, target });
  const lanes: Lane[] = [];
  for (const track of tracks) {
    const lane = await laneOf(output, track, bound);
    if (!lane) return "unsupported";
    lanes.push(lane);
    if (!isLongEnough(endOf(lane.packets) * 1000)) return "too_large";
  }
  // The larger track may have ended earlier.
  const endMs = Math.min(...lanes.map(({ packets }) => endOf(packets) * 1000));
  await mux(output, lanes, endMs);
  if (!target.buffer) return "unreadable";
  const mediaType = container.mimeType.replace(/^\w+/, isVideo ? "video" : "audio");
  return { kind: "clip", mediaType, content: new Uint8Array(target.buffer), durationMs: Math.round(endMs) };
}

export async function makeClip(source: Source): Promise<Made> {
  const input = open(source);
  const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  const durationMs = await durationOf(input, source.bytes);
  const size = video ? { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() } : {};
  const facts = { ...size, ...(durationMs ? { durationMs } : {}) };
  const bound = durationMs && clipBound(durationMs, source.bytes, video !== null);
  if (!bound) return { facts, parts: [], reason: durationMs ? "too_small" : "unsupported" };
  const clip = await cut(
    input,
    [video, audio].filter((track) => track !== null),
    bound,
  );
  return typeof clip === "string" ? { facts, parts: [], reason: clip } : { facts, parts: [{ ...clip, ...size }] };
}
