// Plays "Slack water" and encodes it. Sixteen chords of six seconds; voices come in like a tide and go out again.
// Needs lame on the path. Run: npx tsx prisma/seed/make/music/slack-water.ts

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dice } from "../dice";
import { glass, mix, pad, pluck, RATE, room, surf, tape, wav } from "./sound";

const OUT = join(import.meta.dirname, "../../content/signe-halloran/slack-water/files");
const BAR = 6;
const BEAT = BAR / 12;
const SECONDS = 16 * BAR + 8;

/** Bass, then the chord from low to high, as MIDI numbers. D major, ending on a plagal close. */
const CHORDS: readonly (readonly number[])[] = [
  [38, 50, 57, 62, 66, 69, 76],
  [35, 47, 54, 57, 62, 66, 74],
  [43, 50, 55, 59, 62, 66, 74],
  [33, 45, 52, 55, 62, 64, 69],
  [42, 50, 57, 62, 66, 69, 76],
  [43, 50, 55, 59, 64, 69, 71],
  [40, 52, 55, 59, 62, 66, 71],
  [33, 45, 52, 57, 61, 64, 69],
  [35, 47, 54, 57, 61, 62, 66],
  [42, 49, 54, 57, 61, 64, 69],
  [43, 50, 55, 59, 62, 66, 71],
  [42, 50, 57, 62, 64, 66, 69],
  [40, 52, 55, 59, 62, 64, 71],
  [33, 45, 52, 55, 62, 64, 69],
  [38, 50, 55, 59, 62, 67, 71],
  [38, 50, 57, 62, 66, 69, 76],
];

/** Which chord note falls on which of the twelve beats (-1 rests), from ebb to flood. */
const FIGURES: readonly (readonly number[])[] = [
  [1, -1, -1, -1, 3, -1, -1, -1, 5, -1, -1, -1],
  [1, -1, 3, -1, 4, -1, 6, -1, 5, -1, 3, -1],
  [1, 2, 3, 4, 5, 4, 6, 4, 5, 3, 4, 2],
  [1, 3, 2, 4, 3, 5, 6, 5, 4, 5, 3, 4],
];
const DENSITY = [0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 2, 2, 1, 1, 0];

/** Bar, beat, pitch, length in beats. */
const TUNE: readonly (readonly [bar: number, beat: number, midi: number, beats: number])[] = [
  [4, 0, 78, 4],
  [4, 4, 76, 2],
  [4, 6, 74, 6],
  [5, 0, 71, 6],
  [5, 6, 74, 3],
  [5, 9, 76, 3],
  [6, 0, 78, 6],
  [6, 6, 79, 2],
  [6, 8, 78, 2],
  [6, 10, 76, 2],
  [7, 0, 76, 9],
  [7, 9, 73, 3],
  [8, 0, 74, 4],
  [8, 4, 78, 4],
  [8, 8, 81, 4],
  [9, 0, 81, 6],
  [9, 6, 78, 3],
  [9, 9, 76, 3],
  [10, 0, 74, 6],
  [10, 6, 71, 3],
  [10, 9, 74, 3],
  [11, 0, 69, 9],
  [11, 9, 71, 3],
  [12, 0, 71, 6],
  [12, 6, 67, 6],
  [13, 0, 69, 10],
];

const random = dice(1840);
const strings = tape(SECONDS);
const air = tape(SECONDS);

CHORDS.forEach((chord, bar) => {
  const start = 0.4 + bar * BAR;
  const tide = Math.sin((Math.PI * (bar + 0.5)) / CHORDS.length);
  chord.slice(0, 5).forEach((note, i) => {
    mix(
      air,
      pad(note, BAR * 1.6, i * 1.7),
      Math.max(0, start - BAR * 0.3),
      (i % 2 ? 0.5 : -0.5) * (i / 4),
      (0.05 + 0.06 * tide) / (i ? 1.4 : 1),
    );
  });
  const figure = FIGURES[DENSITY[bar] ?? 0] ?? [];
  figure.forEach((step, beat) => {
    const note = chord[step];
    if (note === undefined) return;
    const touch = (0.5 + 0.35 * tide) * (beat % 3 === 0 ? 1 : 0.72) * (0.85 + random() * 0.3);
    const late = (random() - 0.5) * 0.022;
    mix(
      strings,
      pluck(note + 12, 4.5, 4 + Math.round(4 * (1 - touch)), random),
      start + beat * BEAT + late + 0.012,
      (note + 12 - 74) / 26,
      touch * 0.4,
    );
  });
  const bass = chord[0];
  if (bass !== undefined && bar > 1) mix(strings, pluck(bass, 6, 8, random), start, 0, 0.3 + 0.25 * tide);
});

for (const [bar, beat, midi, beats] of TUNE) {
  const tide = Math.sin((Math.PI * bar) / CHORDS.length);
  mix(air, glass(midi, beats * BEAT * 0.95, 0.06), 0.4 + bar * BAR + beat * BEAT, 0.12, 0.1 + 0.13 * tide);
}

const last = 0.4 + 16 * BAR;
[38, 50, 57, 62, 64, 66, 69, 78].forEach((note, i) => {
  mix(strings, pluck(note, 7, 6, random), last + i * 0.16, (i - 3.5) / 6, 0.34);
});

const wet = room(
  {
    left: strings.left.map((v, i) => v + (air.left[i] ?? 0)),
    right: strings.right.map((v, i) => v + (air.right[i] ?? 0)),
  },
  0.86,
);
const shore = [surf(SECONDS, 9.3, 1), surf(SECONDS, 12.1, 2)];
const master = tape(SECONDS);
for (const name of ["left", "right"] as const) {
  const sea = shore[name === "left" ? 0 : 1];
  const other = shore[name === "left" ? 1 : 0];
  master[name].forEach((_, i) => {
    const t = i / RATE;
    const edge = Math.min(1, t / 3) * Math.min(1, Math.max(0, (SECONDS - t) / 5)) ** 1.5;
    const music = (strings[name][i] ?? 0) + (air[name][i] ?? 0) + 0.5 * (wet[name][i] ?? 0);
    const water = ((sea?.[i] ?? 0) + 0.4 * (other?.[i] ?? 0)) * 0.13;
    master[name][i] = (music + water) * edge;
  });
}

mkdirSync(OUT, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "slack-"));
const raw = join(scratch, "slack-water.wav");
writeFileSync(raw, wav(master, 0.84));
const tags = ["--tt", "Slack water", "--ta", "Signe Halloran", "--ty", "2026", "--tg", "Instrumental"];
execFileSync("lame", ["--quiet", "-V", "4", ...tags, raw, join(OUT, "slack-water.mp3")]);
rmSync(scratch, { recursive: true });
