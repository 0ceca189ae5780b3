// Text as outlines, so that pictures look the same everywhere. Characters that no font of ours has are left out.
import type { Font } from "fontkit";
import { fontOf } from "./fonts";

export interface Outline {
  /** SVG path data; the baseline is y = 0. */
  path: string;
  width: number;
}

/** A run of characters that one font can draw. */
function runsOf(text: string): { font: Font; text: string }[] {
  const runs: { font: Font; text: string }[] = [];
  for (const letter of text.normalize("NFC")) {
    const font = fontOf(letter);
    const last = runs.at(-1);
    if (!font) continue;
    if (last?.font === font) last.text += letter;
    else runs.push({ font, text: letter });
  }
  return runs;
}

export function outlineText(text: string, size: number): Outline {
  let width = 0;
  let path = "";
  for (const run of runsOf(text)) {
    const scale = size / run.font.unitsPerEm;
    const { glyphs, positions } = run.font.layout(run.text);
    glyphs.forEach((glyph, index) => {
      const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[index] ?? {};
      path += glyph.path.transform(scale, 0, 0, -scale, width + xOffset * scale, -yOffset * scale).toSVG();
      width += xAdvance * scale;
    });
  }
  return { path, width };
}
