import { Fragment } from "react";
import { splitAddresses } from "./split-addresses";

/** What somebody wrote, as it is; addresses in it are links. */
export function LinkedText({ text }: { text: string }) {
  return splitAddresses(text).map(({ isAddress, part, at }) =>
    isAddress ? (
      <a key={at} href={part} rel="nofollow ugc noopener" className="link">
        {part}
      </a>
    ) : (
      <Fragment key={at}>{part}</Fragment>
    ),
  );
}
