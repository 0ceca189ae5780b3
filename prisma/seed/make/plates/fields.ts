// Plates that fill a surface: seeds, an engraved moon, a contoured island, a tiling.

import { dice } from "../dice";
import { FIELD, INK, PAPER, type Plate, type Point, path, RED, stroke } from "./frame";

const TAU = Math.PI * 2;

/** Each seed a golden angle on from the last; every thirty-fourth is red and falls into a spiral. */
export function sunflower(): Plate {
  const golden = Math.PI * (3 - Math.sqrt(5));
  const seeds = Array.from({ length: 1250 }, (_, i) => {
    const r = 14.6 * Math.sqrt(i + 0.5);
    const size = 3.2 + (r / 520) * 6.6;
    const colour = i % 34 === 0 || i % 34 === 13 ? RED : INK;
    const [x, y, turn] = [r * Math.cos(i * golden), r * Math.sin(i * golden), ((i * golden) / TAU) * 360];
    return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${(size * 1.35).toFixed(2)}" ry="${(size * 0.82).toFixed(2)}" fill="${colour}" transform="rotate(${(turn % 360).toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})"/>`;
  });
  return { title: "Sunflower", value: "3", ground: PAPER, art: seeds.join("") };
}

interface Crater {
  x: number;
  y: number;
  r: number;
}
const RADIUS = 480;

function craters(count: number): Crater[] {
  const random = dice(1840);
  return Array.from({ length: count }, () => {
    const a = random() * TAU;
    const far = Math.sqrt(random()) * 0.93;
    return { x: far * Math.cos(a), y: far * Math.sin(a), r: 0.014 + 0.13 * random() ** 5 };
  });
}

/** Height of the ground on a unit disc: a bowl and a rim for each crater. */
function relief(all: readonly Crater[], x: number, y: number): number {
  let height = 0;
  for (const c of all) {
    const d = Math.hypot(x - c.x, y - c.y) / c.r;
    if (d < 2) height += c.r * (d < 1 ? 0.55 * (d * d - 0.6) : 0.22 * (2 - d) ** 2);
  }
  return height;
}

/** Lines across a sphere, thick where it is lit: the way an engraver shades. */
export function moon(): Plate {
  const all = craters(230);
  const [lx, ly, lz] = [-0.72, -0.3, 0.62];
  const light = (x: number, y: number) => {
    const e = 0.004;
    const z = Math.sqrt(Math.max(0, 1 - x * x - y * y));
    const gx = (relief(all, x + e, y) - relief(all, x - e, y)) / (2 * e);
    const gy = (relief(all, x, y + e) - relief(all, x, y - e)) / (2 * e);
    const [nx, ny, nz] = [x - gx * z, y - gy * z, z];
    return Math.max(0, (nx * lx + ny * ly + nz * lz) / Math.hypot(nx, ny, nz));
  };
  const lines: string[] = [];
  for (let y = -1; y <= 1; y += 0.0148) {
    const half = Math.sqrt(Math.max(0, 1 - y * y));
    const upper: Point[] = [];
    const lower: Point[] = [];
    for (let x = -half; x <= half; x += 0.0035) {
      const thick = 0.25 + 5.6 * light(x, y) ** 1.15;
      const rise = relief(all, x, y) * 120;
      upper.push([x * RADIUS, y * RADIUS - rise - thick / 2]);
      lower.push([x * RADIUS, y * RADIUS - rise + thick / 2]);
    }
    if (upper.length > 2) lines.push(path([...upper, ...lower.reverse()], true));
  }
  return {
    title: "Gibbous moon",
    value: "4",
    ground: INK,
    art: `<path d="${lines.join("")}" fill="${PAPER}"/>`,
  };
}

/** Marching squares: the segments of one level of a height field. */
function contour(height: (x: number, y: number) => number, level: number, cell: number): string {
  const [w, h] = [FIELD.width / 2 + cell, FIELD.height / 2 + cell];
  const segments: string[] = [];
  for (let y = -h; y < h; y += cell)
    for (let x = -w; x < w; x += cell) {
      const corners: Point[] = [
        [x, y],
        [x + cell, y],
        [x + cell, y + cell],
        [x, y + cell],
      ];
      const above = corners.map(([cx, cy]) => height(cx, cy) - level);
      const cuts: Point[] = [];
      corners.forEach((from, i) => {
        const to = corners[(i + 1) % 4] ?? from;
        const [a, b] = [above[i] ?? 0, above[(i + 1) % 4] ?? 0];
        if (a > 0 !== b > 0) {
          const t = a / (a - b);
          cuts.push([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]);
        }
      });
      for (let i = 0; i + 1 < cuts.length; i += 2) segments.push(path(cuts.slice(i, i + 2)));
    }
  return segments.join("");
}

/** An island that is not there, with its sea bed. The shoreline is red. */
export function island(): Plate {
  const random = dice(402);
  const hills = Array.from({ length: 44 }, () => {
    const a = random() * TAU;
    const far = random() ** 0.6;
    return {
      x: far * 360 * Math.cos(a),
      y: far * 480 * Math.sin(a),
      size: 42 + random() * 88,
      up: random() * 1.15 - 0.42,
    };
  });
  const height = (x: number, y: number) =>
    hills.reduce((sum, h) => sum + h.up * Math.exp(-((x - h.x) ** 2 + (y - h.y) ** 2) / (2 * h.size ** 2)), 0) -
    (Math.hypot(x, y / 1.25) / 520) ** 2;
  const art: string[] = [];
  for (let n = -12; n <= 70; n++) {
    const level = 0.04 + n * 0.05;
    const d = contour(height, level, 5);
    if (n === 0) art.push(stroke(d, RED, 5));
    else art.push(stroke(d, n < 0 ? "#8d8473" : INK, n % 5 === 0 ? 2.4 : 1.05));
  }
  return { title: "Island", value: "8", ground: PAPER, art: art.join("") };
}

interface Triangle {
  sharp: boolean;
  a: Point;
  b: Point;
  c: Point;
}
const PHI = (1 + Math.sqrt(5)) / 2;
const between = (p: Point, q: Point): Point => [p[0] + (q[0] - p[0]) / PHI, p[1] + (q[1] - p[1]) / PHI];

function deflate({ sharp, a, b, c }: Triangle): Triangle[] {
  if (sharp) {
    const p = between(a, b);
    return [
      { sharp: true, a: c, b: p, c: b },
      { sharp: false, a: p, b: c, c: a },
    ];
  }
  const q = between(b, a);
  const r = between(b, c);
  return [
    { sharp: false, a: r, b: c, c: a },
    { sharp: false, a: q, b: r, c: b },
    { sharp: true, a: r, b: q, c: a },
  ];
}

/** Penrose's two rhombs, by halving triangles; the narrow ones inked, the ones around a star red. */
export function penrose(): Plate {
  let tiles: Triangle[] = Array.from({ length: 10 }, (_, i) => {
    const at = (k: number): Point => [
      1240 * Math.cos(((2 * k - 1) * Math.PI) / 10),
      1240 * Math.sin(((2 * k - 1) * Math.PI) / 10),
    ];
    const [b, c] = i % 2 === 0 ? [at(i + 1), at(i)] : [at(i), at(i + 1)];
    return { sharp: true, a: [0, 0], b, c };
  });
  for (let pass = 0; pass < 6; pass++) tiles = tiles.flatMap(deflate);
  const fills = tiles.map(({ sharp, a, b, c }) => {
    const far = Math.hypot((b[0] + c[0]) / 2, (b[1] + c[1]) / 2);
    const colour = sharp ? (far < 330 ? RED : INK) : PAPER;
    return `<path d="${path([a, b, c], true)}" fill="${colour}" stroke="${colour}" stroke-width="0.8"/>`;
  });
  const edges = tiles.map(({ a, b, c }) => path([b, a, c])).join("");
  return { title: "Two rhombs", value: "10", ground: PAPER, art: fills.join("") + stroke(edges, INK, 1.3) };
}
