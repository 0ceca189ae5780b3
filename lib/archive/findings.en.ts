import { type FindingSentences, sentenceOf } from "./findings";

const fieldNames: Record<string, string> = { dek: "description", content: "paid part", preview: "free part" };
const atLine = (line: number | undefined) => (line === undefined ? "" : ` at line ${line}`);

export const findingsInEnglish: FindingSentences = {
  no_markdown: () =>
    "There is nothing to import in it: no Markdown (.md), and no export of Ghost, Substack, WordPress or Medium.",
  newer_archive: () => "This archive was made by a newer Pennypost. Import it with a version at least as new.",
  not_a_zip: () => "This is not a ZIP archive, or it is damaged. Download or pack it again.",
  archive_damaged: () => "The archive is damaged here. Download or pack it again.",
  too_many_entries: ({ max }) => `The archive has more than ${max} entries.`,
  choose_one_archive: () => "Choose one ZIP archive by itself, or Markdown files without one.",
  unreadable: () => "It could not be read.",
  path_characters: () => "Its path has characters that are not allowed.",
  path_absolute: () => "Its path begins at the root of a disk.",
  path_outside: () => "Its path leads out of the archive.",
  encrypted: () => "It is encrypted. Make the archive without a password.",
  link: () => "It is a link to another file, not a file.",
  inflates_too_much: ({ ratio }) => `It would grow to more than ${ratio} times its size.`,
  other_kinds: ({ count }) => `${count === 1 ? "One page or picture" : `${count} pages and pictures`} in it are no pieces.`,
  no_item: () => "It belongs to no piece.",
  text_too_long: ({ kilobytes }) => `The file has more than ${kilobytes} KB, which is too long for a text.`,
  text_encoding: () => "This is not text in UTF-8 or UTF-16. Save it as UTF-8 and try again.",
  text_nul: () => "This is not a text file: it holds NUL characters.",
  front_matter_toml: () => "The front matter is TOML (between lines of +++). Write it as YAML, between lines of ---.",
  front_matter_unclosed: () => "The front matter begins with --- and is never closed. End it with a line of ---.",
  front_matter_too_long: () => "The front matter begins with --- and is longer than 64 KB. End it with a line of ---.",
  front_matter_no_mapping: () => 'The front matter must be lines like "title: On pennies".',
  front_matter_colon: ({ line }) =>
    `The front matter is not valid YAML. A value with “: ” in it must stand in quotes${atLine(line)}.`,
  front_matter_invalid: ({ line, message }) => `The front matter is not valid YAML. ${message}${atLine(line)}.`,
  no_title: () => "It has no title: write “title: …” in its front matter, or begin it with a heading.",
  no_price: () => "It names no price, and no price for such pieces was given.",
  unknown_kind: ({ kind }) => `Its kind is “${kind}”; it can be article or file.`,
  field_refused: ({ field, issue }) =>
    field === "price" ? issue.message : `The ${fieldNames[field] ?? field}: ${issue.message}`,
  file_missing: ({ path }) => `The file “${path}” that it lists is not there.`,
  file_name_refused: ({ name, issue }) => `The file “${name}”: ${issue.message}`,
  file_empty: ({ name }) => `The file “${name}” is empty.`,
  file_names_equal: () => "Two of its files have the same name.",
  file_changed: ({ name }) => `The file “${name}” is not the one that was exported: its SHA-256 differs.`,
  slug_twice: ({ slug, path }) => `Its address “${slug}” is that of ${path} too. Give one of them another “slug”.`,
  removed: () => "It was taken down where it was exported, and is not imported.",
  all_paid: () =>
    "No line says where the paid part begins, so all of it is paid: readers see the title and the description before they buy.",
  nothing_paid: () => "Nothing of it is paid: it can be a draft, and is not published before something is.",
  slug_changed: ({ slug }) => `Its address becomes “${slug}”.`,
  title_from_name: ({ title }) => `Its title is the name of its file: “${title}”.`,
  tags_left_out: ({ tags }) =>
    `These tags are left out: ${tags}. A piece has at most five, of letters, digits, spaces and hyphens.`,
  tags_merged: ({ tag, tags }) => `These tags become one, “${tag}”, since a tag has no signs: ${tags}.`,
  note_links: ({ count }) =>
    `${count === 1 ? "One link to another note becomes its" : `${count} links to other notes become their`} words.`,
  embeds_left_out: ({ count }) =>
    `${count === 1 ? "One embedded note or file is" : `${count} embedded notes or files are`} left out.`,
  comment_open: () =>
    "A comment begins with %% and is never closed: the rest of the text is left out. End the comment with %%, or write the signs as code.",
  notes_across_line: ({ count }) =>
    `${count === 1 ? "One footnote is" : `${count} footnotes are`} on the other side of the paid line from where they are named, and will not be linked.`,
  targets_across_line: ({ count }) =>
    `${count === 1 ? "One link or picture" : `${count} links or pictures`} of the free part will not be shown as such: the address is below the paid line and stays there. If readers may have it, write it above the line too.`,
  pictures_along: ({ count }) => `${count === 1 ? "One picture comes" : `${count} pictures come`} along with the text.`,
  pictures_elsewhere: ({ count }) =>
    `${count === 1 ? "One picture stays on the web where it is" : `${count} pictures stay on the web where they are`}: readers load ${count === 1 ? "it" : "them"} from there.`,
  pictures_left_out: ({ count }) =>
    `${count === 1 ? "One picture is" : `${count} pictures are`} neither beside the text (JPEG, PNG, WebP or GIF, at most 15 MB) nor on the web by https, and will not be shown.`,
  version_left_out: ({ name, cause }) => `Its earlier version ${name} is left out. ${sentenceOf(findingsInEnglish, cause)}`,
  api_refused: ({ detail }) => detail,
  file_arrived_changed: ({ name }) => `The file “${name}” arrived changed. Run the import again.`,
  not_imported: () => "It could not be imported.",
  left_as_draft: () => "What was imported of it is among your drafts.",
};
