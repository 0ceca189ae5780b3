// Drawings for the perforation guide. All lengths are millimetres at printed size, so that they can be measured.

const INK = "#211d1a";
const RED = "#b02a20";
const PAPER = "#fbf7ec";
const SHADE = "#d9cfb8";

/** Distance between the centres of two holes: a gauge is the number of holes in 20 mm. */
const pitchOf = (gauge: number) => 20 / gauge;

export const svg = (width: number, height: number, body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">${body}</svg>`;

const dot = (x: number, y: number, r: number, colour = INK) =>
  `<circle cx="${x.toFixed(3)}" cy="${y.toFixed(3)}" r="${r.toFixed(3)}" fill="${colour}"/>`;

export const rule = (x1: number, y1: number, x2: number, y2: number, width = 0.15, colour = INK) =>
  `<line x1="${x1.toFixed(3)}" y1="${y1.toFixed(3)}" x2="${x2.toFixed(3)}" y2="${y2.toFixed(3)}" stroke="${colour}" stroke-width="${width}"/>`;

const label = (x: number, y: number, text: string, size = 3.2, anchor = "start", colour = INK) =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" fill="${colour}" font-family="EB Garamond" style="font-feature-settings:'lnum','tnum'">${text}</text>`;

/** A row of holes `length` long. */
function row(x: number, y: number, length: number, pitch: number, vertical = false, r = pitch * 0.31, colour = PAPER) {
  const count = Math.round(length / pitch);
  return Array.from({ length: count + 1 }, (_, i) =>
    dot(vertical ? x : x + i * pitch, vertical ? y + i * pitch : y, r, colour),
  ).join("");
}

/** A strip of stamp edge to be measured: paper above, teeth below. */
export function edge(width: number, height: number, gauge: number): string {
  const pitch = pitchOf(gauge);
  const teeth = Math.floor((width - pitch) / pitch);
  const inset = (width - teeth * pitch) / 2;
  const holes = Array.from({ length: teeth + 1 }, (_, i) => dot(inset + i * pitch, height, pitch * 0.31, PAPER));
  return svg(width, height, `<rect width="${width}" height="${height}" fill="${SHADE}"/>${holes.join("")}`);
}

/** The gauge to lay stamps on: one row of dots for each half number. */
export function dotGauge(width: number): string {
  const gauges = Array.from({ length: 15 }, (_, i) => 9.5 + i * 0.5).reverse();
  const rows = gauges.map((gauge, i) => {
    const y = 5 + i * 9.6;
    const pitch = pitchOf(gauge);
    const count = Math.floor((width - 26) / pitch);
    const dots = Array.from({ length: count + 1 }, (_, k) => dot(13 + k * pitch, y, pitch * 0.31)).join("");
    const whole = Number.isInteger(gauge);
    const name = whole ? `${gauge}` : `${Math.floor(gauge)}½`;
    return `${rule(9, y, 12, y, 0.12)}${dots}${label(7.5, y + 1.2, name, 3.8, "end", whole ? INK : RED)}`;
  });
  return svg(width, 145, rows.join(""));
}

/** The gauge for tenths: lines that draw together, each height having its own pitch. */
export function fanGauge(width: number, height: number): string {
  const [wide, narrow] = [pitchOf(9), pitchOf(17)];
  const yOf = (gauge: number) => 4 + ((wide - pitchOf(gauge)) / (wide - narrow)) * (height - 8);
  const left = 16;
  const lines = Array.from({ length: 41 }, (_, k) =>
    rule(left + k * wide, yOf(9), left + k * narrow, yOf(17), k % 10 === 0 ? 0.2 : 0.09, k % 10 === 0 ? RED : INK),
  );
  const marks = Array.from({ length: 81 }, (_, i) => {
    const gauge = 9 + i / 10;
    const y = yOf(gauge);
    const whole = i % 10 === 0;
    const half = i % 5 === 0;
    const tick = rule(left - (whole ? 5 : half ? 3.4 : 2), y, left, y, 0.12);
    return whole ? `${tick}${label(left - 6.2, y + 1.2, String(gauge), 3.8, "end")}` : tick;
  });
  return svg(width, height, lines.join("") + marks.join(""));
}

/** What each kind of machine leaves where four stamps meet, five times life size. */
export function crossing(kind: "line" | "comb" | "harrow"): string {
  const pitch = 7;
  const [cx, cy] = [21, 17.5];
  const back = `<rect width="42" height="35" fill="${SHADE}"/>`;
  const across = row(cx - 3 * pitch, cy, 6 * pitch, pitch);
  const aside = kind === "line" ? 2.9 : 0;
  const above = row(cx + aside, cy - 2 * pitch - (kind === "comb" ? 1.5 : aside), pitch, pitch, true);
  const below = row(cx + aside, cy - aside, 2 * pitch + aside, pitch, true);
  const seam = kind === "comb" ? rule(0, cy - 4.4, 42, cy - 4.4, 0.25, RED) : "";
  return svg(42, 35, back + across + above + below + seam);
}

/** Ways to separate paper without taking any away. */
export function roulette(kind: "line" | "arc" | "serpentine" | "saw"): string {
  const y = 5;
  const back = `<rect width="60" height="10" fill="${SHADE}"/>`;
  const steps = (make: (x: number, i: number) => string, by: number) =>
    Array.from({ length: Math.floor(56 / by) }, (_, i) => make(2 + i * by, i)).join("");
  const cut = (d: string) => `<path d="${d}" fill="none" stroke="${INK}" stroke-width="0.35"/>`;
  if (kind === "line") return svg(60, 10, back + steps((x) => cut(`M${x} ${y}h2.6`), 4));
  if (kind === "arc") return svg(60, 10, back + steps((x) => cut(`M${x} ${y + 0.8}a1.9 1.9 0 0 1 3.2 0`), 4));
  if (kind === "saw") return svg(60, 10, back + cut(`M2 ${y + 1.2}${"l2 -2.4l2 2.4".repeat(14)}`));
  return svg(60, 10, back + cut(`M2 ${y}${"q1 -2.2 2 0q1 2.2 2 0".repeat(14)}`));
}

/** A stamp with different gauges along and down, its sides named. */
export function namedStamp(): string {
  const [x, y] = [20, 8];
  const [across, down] = [pitchOf(14) * 2, pitchOf(10) * 2];
  const [w, h] = [across * 14, down * 12];
  const body = `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${SHADE}"/><rect x="${x + 4}" y="${y + 4}" width="${w - 8}" height="${h - 8}" fill="none" stroke="${INK}" stroke-width="0.2"/>`;
  const holes = row(x, y, w, across) + row(x, y + h, w, across) + row(x, y, h, down, true) + row(x + w, y, h, down, true);
  const names = `${label(x + w / 2, y - 3, "14 along the top", 3.4, "middle", RED)}${label(x + w + 4, y + h / 2, "10 down the side", 3.4, "start", RED)}`;
  return svg(100, h + 14, body + holes + names);
}

/** Half-size cover art: a block of nine stamps, one missing. */
export function block(): string {
  const pitch = 3;
  const [w, h] = [27, 33];
  const parts = [0, 1, 2].flatMap((r) =>
    [0, 1, 2].map((c) => {
      if (r === 1 && c === 1) return "";
      const [x, y] = [6 + c * w, 6 + r * h];
      const inner = `<rect x="${x + 4}" y="${y + 4}" width="${w - 8}" height="${h - 8}" fill="${(r + c) % 2 ? INK : RED}"/>`;
      return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="#f1e9d6"/>${inner}`;
    }),
  );
  const holes = [0, 1, 2, 3].map(
    (i) => row(6, 6 + i * h, 3 * w, pitch, false, 0.95) + row(6 + i * w, 6, 3 * h, pitch, true, 0.95),
  );
  return svg(93, 111, parts.join("") + holes.join(""));
}
