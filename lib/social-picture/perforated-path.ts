export const pitch = 6;
const radius = 1.9;

/** Outline of a perforated sheet of paper, `columns` × `rows` teeth, from (0, 0). */
export function perforatedPath(columns: number, rows: number, step = pitch, hole = radius): string {
  const lead = (step / 2 - hole).toFixed(2);
  const width = hole * 2;
  const bites = (count: number, x: number, y: number) => {
    const straight = `${x ? "h" : "v"}${x + y < 0 ? "-" : ""}${lead}`;
    return `${straight}a${hole} ${hole} 0 0 0 ${x * width} ${y * width}${straight}`.repeat(count);
  };
  return `M0 0${bites(columns, 1, 0)}${bites(rows, 0, 1)}${bites(columns, -1, 0)}${bites(rows, 0, -1)}Z`;
}
