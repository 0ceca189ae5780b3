import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

const labelOf = (link: string) => {
  const { hostname, pathname } = new URL(link);
  return `${hostname.replace(/^www\./, "")}${pathname.replace(/\/$/, "")}`;
};

/** A creator's pages elsewhere. They say of themselves that they are the creator's (rel=me), and we vouch for none. */
export function CreatorLinks({ links, className }: { links: string[]; className?: string }) {
  const { creatorLinks: label } = useText(text);
  if (links.length === 0) return null;
  return (
    <ul aria-label={label} className={className}>
      {links.map((link) => (
        <li key={link} className="min-w-0">
          <a href={link} rel="me nofollow noopener" className="link block truncate">
            {labelOf(link)}
          </a>
        </li>
      ))}
    </ul>
  );
}
