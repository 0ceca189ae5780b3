// What reading and importing an archive may find, as codes with parameters. Sentences are made from them in each language.
import type { FieldIssue } from "../kernel/field-issues";

type None = Record<never, never>;

/** The parameters of each code. */
export interface FindingParams {
  // A source that cannot be read as a whole.
  no_markdown: None;
  newer_archive: None;
  not_a_zip: None;
  archive_damaged: None;
  too_many_entries: { max: number };
  choose_one_archive: None;
  unreadable: None;
  // A file that is left out.
  path_characters: None;
  path_absolute: None;
  path_outside: None;
  encrypted: None;
  link: None;
  inflates_too_much: { ratio: number };
  no_item: None;
  other_kinds: { count: number };
  // A text that cannot be read.
  text_too_long: { kilobytes: number };
  text_encoding: None;
  text_nul: None;
  front_matter_toml: None;
  front_matter_unclosed: None;
  front_matter_too_long: None;
  front_matter_no_mapping: None;
  front_matter_colon: { line: number | undefined };
  /** `message`: the YAML parser's own, in English. */
  front_matter_invalid: { line: number | undefined; message: string };
  // What keeps an item out.
  no_title: None;
  no_price: None;
  unknown_kind: { kind: string };
  field_refused: { field: string; issue: FieldIssue };
  file_missing: { path: string };
  file_name_refused: { name: string; issue: FieldIssue };
  file_empty: { name: string };
  file_names_equal: None;
  file_changed: { name: string };
  slug_twice: { slug: string; path: string };
  removed: None;
  // What a person should know of an item.
  all_paid: None;
  nothing_paid: None;
  slug_changed: { slug: string };
  title_from_name: { title: string };
  tags_left_out: { tags: string };
  tags_merged: { tag: string; tags: string };
  note_links: { count: number };
  embeds_left_out: { count: number };
  comment_open: None;
  notes_across_line: { count: number };
  targets_across_line: { count: number };
  pictures_along: { count: number };
  pictures_elsewhere: { count: number };
  pictures_left_out: { count: number };
  version_left_out: { name: string; cause: ArchiveFinding };
  // Why an import failed on the way.
  /** `refusal` is the API's code, `detail` its English sentence. */
  api_refused: { refusal: string; detail: string };
  file_arrived_changed: { name: string };
  not_imported: None;
  left_as_draft: None;
}

export type FindingCode = keyof FindingParams;
export type ArchiveFinding = { [Code in FindingCode]: { code: Code; params: FindingParams[Code] } }[FindingCode];

/** One sentence for each code, in one language. */
export type FindingSentences = { [Code in FindingCode]: (params: FindingParams[Code]) => string };

export function finding<Code extends FindingCode>(
  code: Code,
  ...[params]: keyof FindingParams[Code] extends never ? [] : [FindingParams[Code]]
): ArchiveFinding {
  return { code, params: params ?? {} } as ArchiveFinding;
}

export function sentenceOf(sentences: FindingSentences, { code, params }: ArchiveFinding): string {
  return (sentences[code] as (params: unknown) => string)(params);
}
