// Names of files that every system can unpack into one folder: Windows knows no file called aux.txt or ending in a dot, and neither it nor
// a Mac tells Plan.pdf from plan.pdf.

/** The devices of DOS, which no file may be called, whatever its extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=[ ]*(?:\.|$))/i;
const forbidden = /[<>:"/\\|?*\p{Cc}]/gu;
/** Of UTF-8; file systems have 255, and a number may be added. */
const BYTES_MAX = 230;
const EXTENSION_MAX = 20;

const bytesOf = (text: string) => new TextEncoder().encode(text).byteLength;

function splitExtension(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf(".");
  return dot > 0 && name.length - dot <= EXTENSION_MAX ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
}

function shortened(name: string): string {
  if (bytesOf(name) <= BYTES_MAX) return name;
  const [stem, extension] = splitExtension(name);
  let room = BYTES_MAX - bytesOf(`…${extension}`);
  let kept = "";
  for (const letter of stem) {
    room -= bytesOf(letter);
    if (room < 0) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…${extension}`;
}

export function portableName(name: string): string {
  const plain = name.normalize("NFC").replace(forbidden, "_").replace(device, "$&_");
  const [stem, extension] = splitExtension(plain);
  // No system shows a space before the dot, and Explorer drops it.
  return shortened(`${stem.trimEnd()}${extension}`.replace(/[. ]+$/, "") || "_");
}

/** As they are where possible; of two that a system takes for one, the later has a number. */
export function portableNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const portable = portableName(name);
    const [stem, extension] = splitExtension(portable);
    let free = portable;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem} (${number})${extension}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
