export const pitch = 6;
const radius = 2;

/** Outline of a perforated sheet of paper, `columns` × `rows` teeth, from (0, 0). As short as it can be: a page shows many. */
export function perforatedPath(columns: number, rows: number, step = pitch, hole = radius): string {
  const short = (length: number) => Number(length.toFixed(2));
  const gap = short(step - 2 * hole);
  const side = (count: number, axis: "h" | "v", sign: 1 | -1) => {
    const across = short(sign * hole * 2);
    const bite = `a${hole} ${hole} 0 0 0 ${axis === "h" ? `${across} 0` : `0 ${across}`}`;
    const lead = `${axis}${short((sign * gap) / 2)}`;
    return `${lead}${Array.from({ length: count }, () => bite).join(`${axis}${short(sign * gap)}`)}${lead}`;
  };
  return `M0 0${side(columns, "h", 1)}${side(rows, "v", 1)}${side(columns, "h", -1)}${side(rows, "v", -1)}Z`;
}
