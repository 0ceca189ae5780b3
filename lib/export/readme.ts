// The README.txt of an archive, which explains it without Pennypost at hand.
import { DIVIDER } from "../archive/form";

export function readme(handle: string, origin: string, takenAt: Date): string {
  return `Everything of @${handle} at ${origin}
as of ${takenAt.toISOString()}

items/<address>/item.md          A piece: its facts between two lines of ---, then the free part, the
                                 line ${DIVIDER}, and the paid part. Plain Markdown in UTF-8.
items/<address>/versions/<n>.md  What it said before, in the same form. The highest is the draft.
items/<address>/pictures/        The pictures of its texts, in their largest width. Where they are sold,
                                 the texts call each \`picture:\` and its SHA-256, which is its name here.
items/<address>/files/           What is sold with it, as it was uploaded.
items/<address>/versions/files/  Files that only earlier versions have.
items/<address>/cover.webp       Its cover, as it is shown.
sales.csv                        Every sale: when, what, for how much USDC, by which wallet, in which
                                 transaction, with the number of its receipt.
profile.json, avatar.webp        Name, bio, links and wallets; the picture.
manifest.json                    The SHA-256 and the size of every entry above, and what is missing.

The archive can be imported again, whole or in part, into this shop or another, under Dashboard,
Import, or with the repository's script: npm run import -- ARCHIVE --url ${origin} --key pp_...
Importing makes drafts of new pieces unless it is told to publish, and nothing twice.

Not in it: the files' buyers' access, which stays where it was bought, and API keys, which are
stored nowhere. Sales are a record and are not imported.
`;
}
