// Plain text within Markdown that we write.

const MARKUP = /[\\`*_[\]<>#|]/g;

/** Text of one line that means nothing in Markdown but itself. */
export const plain = (text: string): string => text.replace(/\s+/g, " ").replace(MARKUP, "\\$&");

/** "1 word", "2 words". */
export const countOf = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;
