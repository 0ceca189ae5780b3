// Files made for the occasion: music that is noise, tables that count.

/** One frame of MPEG-1 layer III, 128 kbit/s at 44.1 kHz (417 bytes, 26 ms), that carries its number. */
function mp3Frame(number: number): Buffer {
  const frame = Buffer.alloc(417, 0x55);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  // Silence: no side information, no main data; what follows is ancillary.
  frame.fill(0, 4, 36);
  frame.write(`frame ${number}.`, 100, "latin1");
  return frame;
}

/** An MP3 with its tag: `seconds` of frames without a Xing header. */
export function mp3(seconds: number, title = "A tune"): Buffer {
  const text = Buffer.from(`\0${title}`, "latin1");
  const frame = Buffer.concat([Buffer.from("TIT2"), Buffer.from([0, 0, 0, text.length, 0, 0]), text]);
  const tag = Buffer.concat([Buffer.from("ID3"), Buffer.from([3, 0, 0, 0, 0, 0, frame.length]), frame]);
  const count = Math.round((seconds * 44_100) / 1152);
  return Buffer.concat([tag, ...Array.from({ length: count }, (_, number) => mp3Frame(number))]);
}

/** 16-bit stereo at 44.1 kHz, a ramp. */
export function wav(seconds: number): Buffer {
  const bytes = Math.round(seconds * 44_100) * 4;
  const file = Buffer.alloc(44 + bytes);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(36 + bytes, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(44_100, 24);
  file.writeUInt32LE(176_400, 28);
  file.writeUInt16LE(4, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(bytes, 40);
  for (let at = 0; at < bytes; at += 4) file.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, 44 + at);
  return file;
}

/** A table whose every row says which it is. */
export function csv(rows: number, word = "row"): string {
  const lines = Array.from({ length: rows }, (_, number) => `${number + 1},"${word} ${number + 1}, quoted",${number * 7}`);
  return ["number,words,seven times", ...lines, ""].join("\n");
}
