// A file's name as people's systems have it, made one that every system and our schema takes.

// Controls, halves of characters, and what reorders, hides or breaks a line; the joiners of emoji and scripts stay.
const invisible =
  /\u034f|\u17b4|\u17b5|(?!\u200c|\u200d)[\p{Cc}\p{Cs}\p{Cf}\p{Noncharacter_Code_Point}\u2800\u115f\u1160\u180e\u2028\u2029\u2065\u3164\uffa0\u{e0000}-\u{e007f}]/gu;
/** A script has fewer marks on one letter. */
const tower = /(\p{M}{8})\p{M}+/gu;
const forbidden = /[/\\:*?"<>|]/g;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** One path segment of at most `max` UTF-16 units that keeps its extension; "file" if nothing of the name is left. */
export function cleanFileName(name: string, max = 200): string {
  const clean = name
    .replace(/\p{Cs}/gu, "")
    .normalize("NFC")
    .replace(invisible, "")
    .replace(tower, "$1")
    .replace(forbidden, "-")
    .trim();
  const [, stem = clean, extension = ""] = /^(.+?)(\.[^.]{1,20})?$/u.exec(clean) ?? [];
  const cut = `${stem.slice(0, max - extension.length).replace(/\p{Cs}$/u, "")}${extension}`.trim();
  return /^\.+$/.test(cut) || !visible.test(cut) ? "file" : cut;
}
