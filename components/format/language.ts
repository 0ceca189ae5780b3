import { languageOf } from "@/lib/kernel/language";

export { languageOf };

/** The same of rendered HTML: labels in its attributes are in the reader's language, and say nothing of the author's. */
export const languageOfHtml = (html: string) => languageOf(html.replace(/<[^>]*>/g, ""));
