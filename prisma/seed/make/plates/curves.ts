// Plates that are one curve, or a family of them.

import { INK, PAPER, type Plate, type Point, path, RED, stroke } from "./frame";

const TAU = Math.PI * 2;
const steps = (n: number) => Array.from({ length: n + 1 }, (_, i) => i / n);

/** Two pairs of pendulums a hair out of tune; each swing dies away a little. The first swing is red. */
export function harmonograph(): Plate {
  const trace = (from: number, swings: number) =>
    steps(14000).map((u): Point => {
      const t = (from + u * swings) * TAU;
      const fade = Math.exp(-t * 0.0044);
      const x = Math.sin(2.0042 * t) + 0.78 * Math.sin(3 * t + 0.4);
      const y = Math.cos(2 * t) - 0.78 * Math.cos(3.0031 * t + 0.4);
      return [x * fade * 302, y * fade * 344];
    });
  return {
    title: "Harmonograph",
    value: "1",
    ground: PAPER,
    art: stroke(path(trace(0, 60)), INK, 1.1) + stroke(path(trace(0, 1)), RED, 3),
  };
}

/** The engine-turned rosette of banknotes: cosines woven between two scalloped edges. */
export function rosette(): Plate {
  const band = (inner: number, outer: number, lobes: number, depth: number, waves: number, strands: number) =>
    steps(strands - 1).map((s) =>
      path(
        steps(2400).map((u): Point => {
          const a = u * TAU;
          const edge = depth * Math.cos(lobes * a);
          const middle = (inner + outer) / 2 + edge;
          const half = ((outer - inner) / 2) * (1 - 0.25 * Math.cos(lobes * a));
          const r = middle + half * Math.cos(waves * a + (s * TAU * (strands - 1)) / strands);
          return [r * Math.cos(a - TAU / 4), r * Math.sin(a - TAU / 4)];
        }),
        true,
      ),
    );
  const rings = [
    ...band(440, 520, 24, 10, 60, 6),
    ...band(285, 440, 12, 22, 36, 10),
    ...band(150, 300, 12, -20, 24, 10),
    ...band(34, 165, 6, 14, 12, 12),
  ];
  return {
    title: "Rosette",
    value: "2",
    ground: RED,
    art: rings.map((d) => stroke(d, PAPER, 1.25)).join(""),
  };
}

/** Join each of 420 points on a circle to the point at twice its angle; the lines wrap a cardioid. */
export function cardioid(): Plate {
  const n = 420;
  const at = (i: number): Point => [510 * Math.sin((i / n) * TAU), 510 * Math.cos((i / n) * TAU)];
  const chords = Array.from({ length: n }, (_, i) => path([at(i), at(2 * i)])).join("");
  const pins = Array.from({ length: n / 4 }, (_, i) => {
    const [x, y] = at(i * 4);
    return `<circle cx="${(x * 1.035).toFixed(1)}" cy="${(y * 1.035).toFixed(1)}" r="3.4" fill="${RED}"/>`;
  }).join("");
  return { title: "Cardioid", value: "6", ground: PAPER, art: stroke(chords, INK, 0.9) + pins };
}

/** Fifty-nine days of tide, moon and sun added, one day a line: two springs and two neaps. */
export function tides(): Plate {
  const days = 59;
  const left = -460;
  const lines = Array.from({ length: days }, (_, day) => {
    const base = -470 + day * 18.6;
    const curve = steps(500).map((u): Point => {
      const hours = (day + u) * 24;
      const height = Math.cos((TAU * hours) / 12.4206) + 0.42 * Math.cos((TAU * hours) / 12);
      const edge = Math.sin(Math.PI * u) ** 0.55;
      return [left + u * 920, base - 46 * edge * (height + 0.9)];
    });
    const skirt: Point[] = [...curve, [left + 920, base + 30], [left, base + 30]];
    const spring = Math.cos((TAU * (day + 0.5)) / 14.765);
    return `<path d="${path(skirt, true)}" fill="${INK}"/>${stroke(path(curve), spring > 0.86 ? "#e0584a" : PAPER, 2.1)}`;
  });
  return { title: "Fifty-nine tides", value: "5", ground: INK, art: lines.join("") };
}
