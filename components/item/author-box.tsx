import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { CreatorLinks } from "@/components/ui/creator-links";
import type { CreatorProfile } from "@/lib/catalog/creators/codecs";
import { useText } from "@/lib/i18n/use-text";
import { languageOf } from "../format/language";
import { text } from "./text";

export function AuthorBox({ creator }: { creator: CreatorProfile }) {
  const { about } = useText(text);
  return (
    <section aria-label={about} className="flex gap-4 border-y border-rule py-7">
      <Avatar name={creator.displayName} pictureId={creator.avatarId} className="size-14 text-2xl" />
      <div className="min-w-0">
        <h2 className="text-xl">
          <Link href={`/@${creator.handle}`} className="link decoration-transparent">
            {creator.displayName}
          </Link>
        </h2>
        {creator.bio && (
          <p
            lang={languageOf(creator.bio)}
            className="mt-1.5 max-w-prose wrap-anywhere text-pretty whitespace-pre-line text-ink-2"
          >
            {creator.bio}
          </p>
        )}
        <CreatorLinks links={creator.links} className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm" />
      </div>
    </section>
  );
}
