// Newsreader for reading, Source Sans 3 for the interface; both variable, both served by us. latin-ext loads only where a page needs it (literals throughout: the compiler reads them).
import localFont from "next/font/local";

const newsreader = localFont({
  variable: "--font-newsreader",
  src: "../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
  weight: "200 800",
  style: "normal",
  adjustFontFallback: "Times New Roman",
});

// Apart, and not preloaded: few words of a page are italic. Not variable either: one weight is two fifths of that file.
const newsreaderItalic = localFont({
  variable: "--font-newsreader-italic",
  src: [
    { path: "../node_modules/@fontsource/newsreader/files/newsreader-latin-400-italic.woff2", weight: "400", style: "italic" },
    { path: "../node_modules/@fontsource/newsreader/files/newsreader-latin-600-italic.woff2", weight: "600", style: "italic" },
  ],
  preload: false,
  adjustFontFallback: "Times New Roman",
});

const newsreaderExt = localFont({
  variable: "--font-newsreader-ext",
  src: "../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-normal.woff2",
  weight: "200 800",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

const sourceSans = localFont({
  variable: "--font-source-sans",
  src: "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  weight: "200 900",
  adjustFontFallback: "Arial",
});

const sourceSansExt = localFont({
  variable: "--font-source-sans-ext",
  src: "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2",
  weight: "200 900",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

export const fontVariables = [newsreader, newsreaderItalic, newsreaderExt, sourceSans, sourceSansExt]
  .map((font) => font.variable)
  .join(" ");
