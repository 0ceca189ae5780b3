// The Markdown of this site: CommonMark with GFM, and with emphasis beside Japanese, Chinese and Korean marks, which CommonMark's rules
// for spaced scripts leave as asterisks (commonmark-spec#650). Pages and editor read by the same extensions.
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { gfmStrikethroughCjkFriendly } from "micromark-extension-cjk-friendly-gfm-strikethrough";

/** Beside those of GFM, after them. */
export const besideJapaneseMarks = () => [cjkFriendlyExtension(), gfmStrikethroughCjkFriendly()];
