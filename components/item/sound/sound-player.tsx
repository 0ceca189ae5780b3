"use client";
import { Pause, Play, RotateCcw, RotateCw } from "lucide-react";
import { type SyntheticEvent, useRef, useState } from "react";
import { useText } from "@/lib/i18n/use-text";
import { clockOf } from "./clock-of";
import { text } from "./text";

const speeds = [1, 1.25, 1.5, 2, 0.75];
const [back, forth] = [15, 30];

interface SoundPlayerProps {
  src: string;
  /** What is heard, for who cannot see it. */
  label: string;
  /** Known before the file is: from its facts. */
  durationMs?: number | undefined;
  autoPlay?: boolean;
  onError?: (event: SyntheticEvent<HTMLMediaElement>) => void;
}

const iconButton = "grid size-10 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-sunk hover:text-ink";

/** What an audio element is doing, and the way to tell it. */
function useSound(durationMs: number | undefined) {
  const audio = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState((durationMs ?? 0) / 1000);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const seek = (seconds: number) => {
    if (!audio.current) return;
    audio.current.currentTime = Math.min(length || seconds, Math.max(0, seconds));
    setAt(audio.current.currentTime);
  };
  const toggle = () => {
    const { current } = audio;
    if (current?.paused) current.play().catch(() => setPlaying(false));
    else current?.pause();
  };
  const faster = () => {
    const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1;
    if (audio.current) audio.current.playbackRate = next;
    setSpeed(next);
  };
  const heard = {
    ref: audio,
    onPlay: () => setPlaying(true),
    onPause: () => setPlaying(false),
    onTimeUpdate: () => setAt(audio.current?.currentTime ?? 0),
    // A stream has no end; what was known of the file stays then.
    onDurationChange: () => Number.isFinite(audio.current?.duration) && setLength(audio.current?.duration ?? 0),
  };
  return { heard, at, length, isPlaying, speed, seek, toggle, faster };
}

/** Plays a sound: play and pause, a line to seek on, back and forth, and how fast. By the keyboard as any buttons and sliders are. */
export function SoundPlayer({ src, label, durationMs, autoPlay, onError }: SoundPlayerProps) {
  const t = useText(text);
  const { heard, at, length, isPlaying, speed, seek, toggle, faster } = useSound(durationMs);
  return (
    <fieldset aria-label={label} className="m-0 min-w-0 rounded-lg border border-rule bg-raised px-2 pt-1 pb-2 sm:px-3">
      <audio {...heard} src={src} preload="metadata" autoPlay={autoPlay} onError={onError} />
      <input
        type="range"
        min={0}
        max={Math.max(length, 0.1)}
        step="any"
        value={Math.min(at, length || at)}
        aria-label={t.position}
        aria-valuetext={t.of(clockOf(at), clockOf(length))}
        onChange={(event) => seek(event.currentTarget.valueAsNumber)}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
          if (!step) return;
          event.preventDefault();
          seek(at + step);
        }}
        className="block h-8 w-full cursor-pointer accent-red-fill"
      />
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-label={isPlaying ? t.pause : t.play}
          onClick={toggle}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-red-fill text-on-red hover:brightness-110"
        >
          {isPlaying ? <Pause aria-hidden className="size-5" /> : <Play aria-hidden className="size-5 translate-x-px" />}
        </button>
        <button type="button" aria-label={t.back(back)} onClick={() => seek(at - back)} className={iconButton}>
          <RotateCcw aria-hidden className="size-4.5" />
        </button>
        <button type="button" aria-label={t.forth(forth)} onClick={() => seek(at + forth)} className={iconButton}>
          <RotateCw aria-hidden className="size-4.5" />
        </button>
        <p className="figures min-w-0 flex-1 truncate text-sm text-ink-3" aria-hidden>
          {clockOf(at)} / {length ? clockOf(length) : "–:––"}
        </p>
        <button
          type="button"
          aria-label={t.speed(speed)}
          onClick={faster}
          className="figures h-10 min-w-12 rounded-md px-2 text-sm font-semibold text-ink-2 hover:bg-sunk"
        >
          {speed}×
        </button>
      </div>
    </fieldset>
  );
}
