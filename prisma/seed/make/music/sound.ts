// A small studio: plucked string, glass and pad voices, surf, a room, and a WAV writer.

import { dice } from "../dice";

export const RATE = 44100;
const TAU = Math.PI * 2;
interface Stereo {
  left: Float64Array;
  right: Float64Array;
}

const hertz = (midi: number) => 440 * 2 ** ((midi - 69) / 12);
export const tape = (seconds: number): Stereo => ({
  left: new Float64Array(Math.ceil(seconds * RATE)),
  right: new Float64Array(Math.ceil(seconds * RATE)),
});

/** Add a voice to the tape at a place between left (-1) and right (1), at equal power. */
export function mix(onto: Stereo, voice: Float64Array, atSeconds: number, pan: number, gain: number) {
  const start = Math.round(atSeconds * RATE);
  const angle = ((pan + 1) * Math.PI) / 4;
  const [l, r] = [Math.cos(angle) * gain, Math.sin(angle) * gain];
  const count = Math.min(voice.length, onto.left.length - start);
  for (let i = 0; i < count; i++) {
    const sample = voice[i] ?? 0;
    onto.left[start + i] = (onto.left[start + i] ?? 0) + sample * l;
    onto.right[start + i] = (onto.right[start + i] ?? 0) + sample * r;
  }
}

/** Karplus and Strong, 1983: a burst of noise round a delay line, softened at each turn. */
export function pluck(midi: number, seconds: number, softness: number, random: () => number): Float64Array {
  const period = RATE / hertz(midi) - 0.5;
  const size = Math.floor(period - 0.3);
  const tune = (1 - (period - size)) / (1 + (period - size));
  const line = Float64Array.from({ length: size }, () => random() * 2 - 1);
  for (let pass = 0; pass < softness; pass++)
    for (let i = 0; i < size; i++) line[i] = ((line[i] ?? 0) + (line[(i + size - 1) % size] ?? 0)) / 2;
  const mean = line.reduce((sum, v) => sum + v, 0) / size;
  const peak = line.reduce((most, v) => Math.max(most, Math.abs(v - mean)), 1e-9);
  const out = new Float64Array(seconds * RATE);
  const loss = 0.999 ** (220 / hertz(midi));
  let [last, allpassIn, allpassOut] = [0, 0, 0];
  for (let i = 0; i < out.length; i++) {
    const now = i < size ? ((line[i] ?? 0) - mean) / peak : (line[i % size] ?? 0);
    out[i] = now * Math.min(1, i / 60) * Math.min(1, (out.length - i) / 4000);
    const soft = ((now + last) / 2) * loss;
    allpassOut = tune * (soft - allpassOut) + allpassIn;
    allpassIn = soft;
    last = now;
    line[i % size] = allpassOut;
  }
  return out;
}

/** Partials with their own strength and decay; attack in seconds. */
export function glass(midi: number, seconds: number, attack: number): Float64Array {
  const out = new Float64Array((seconds + 2.5) * RATE);
  const partials = [
    [1, 1, 0.5],
    [2.003, 0.32, 0.9],
    [3.01, 0.14, 1.6],
    [4.02, 0.07, 2.6],
    [5.4, 0.025, 4],
  ] as const;
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE;
    const release = t < seconds ? 1 : Math.max(0, 1 - (t - seconds) / 2.5) ** 2;
    const vibrato = 0.0016 * Math.sin(TAU * 4.6 * t) * Math.min(1, t / 1.2);
    let sum = 0;
    for (const [ratio, strength, decay] of partials)
      sum +=
        strength * Math.exp(-decay * t * 0.55) * Math.sin(TAU * hertz(midi) * ratio * t + (vibrato * hertz(midi) * ratio) / 4.6);
    out[i] = sum * Math.min(1, t / attack) * release;
  }
  return out;
}

/** A slow, breathing chord note. */
export function pad(midi: number, seconds: number, phase: number): Float64Array {
  const out = new Float64Array(seconds * RATE);
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE;
    let sum = 0;
    for (let n = 1; n <= 6; n++)
      sum += (Math.sin(TAU * hertz(midi) * n * 1.0012 * t + phase * n) + Math.sin(TAU * hertz(midi) * n * 0.9988 * t)) / n ** 2.1;
    out[i] = sum * Math.sin((Math.PI * i) / out.length) ** 1.3 * 0.5;
  }
  return out;
}

/** Waves on shingle, one each `every` seconds: noise whose brightness follows its loudness. */
export function surf(seconds: number, every: number, seed: number): Float64Array {
  const random = dice(seed);
  const out = new Float64Array(seconds * RATE);
  let [low, lower] = [0, 0];
  for (let i = 0; i < out.length; i++) {
    const at = (((i / RATE / every + seed * 0.37) % 1) + 1) % 1;
    const swell = at < 0.35 ? Math.sin((at / 0.35) * (Math.PI / 2)) ** 2 : Math.cos(((at - 0.35) / 0.65) * (Math.PI / 2)) ** 2;
    const open = 0.01 + 0.085 * swell;
    low += open * (random() * 2 - 1 - low);
    lower += 0.006 * (low - lower);
    out[i] = (low - lower) * (0.12 + swell);
  }
  return out;
}

/** Eight damped combs a side and three allpasses (Schroeder's room, 1962). Returns only the wet sound. */
export function room(dry: Stereo, decay: number): Stereo {
  const side = (input: Float64Array, spread: number) => {
    const out = new Float64Array(input.length);
    for (const base of [1557, 1617, 1491, 1422, 1277, 1356, 1188, 1116]) {
      const size = base * 2 + spread;
      const line = new Float64Array(size);
      let damp = 0;
      for (let i = 0; i < input.length; i++) {
        const heard = line[i % size] ?? 0;
        damp += 0.55 * (heard - damp);
        line[i % size] = (input[i] ?? 0) * 0.12 + damp * decay;
        out[i] = (out[i] ?? 0) + heard;
      }
    }
    for (const base of [556, 441, 341]) {
      const size = base + spread;
      const line = new Float64Array(size);
      for (let i = 0; i < out.length; i++) {
        const heard = line[i % size] ?? 0;
        const sent = (out[i] ?? 0) + heard * 0.5;
        line[i % size] = sent;
        out[i] = heard - sent * 0.5;
      }
    }
    return out;
  };
  return { left: side(dry.left, 0), right: side(dry.right, 46) };
}

/** 16-bit WAV, dithered, normalised to `peak` of full scale. */
export function wav({ left, right }: Stereo, peak: number): Buffer {
  const random = dice(7);
  let most = 0;
  for (let i = 0; i < left.length; i++) most = Math.max(most, Math.abs(left[i] ?? 0), Math.abs(right[i] ?? 0));
  const gain = (peak * 32767) / most;
  const data = Buffer.alloc(44 + left.length * 4);
  data.write("RIFF", 0);
  data.writeUInt32LE(36 + left.length * 4, 4);
  data.write("WAVEfmt ", 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(2, 22);
  data.writeUInt32LE(RATE, 24);
  data.writeUInt32LE(RATE * 4, 28);
  data.writeUInt16LE(4, 32);
  data.writeUInt16LE(16, 34);
  data.write("data", 36);
  data.writeUInt32LE(left.length * 4, 40);
  for (let i = 0; i < left.length; i++) {
    data.writeInt16LE(Math.round((left[i] ?? 0) * gain + random() - random()), 44 + i * 4);
    data.writeInt16LE(Math.round((right[i] ?? 0) * gain + random() - random()), 46 + i * 4);
  }
  return data;
}
