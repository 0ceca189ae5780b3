import { useText } from "@/lib/i18n/use-text";
import { buttonClass } from "../ui/button";
import { text } from "./text";

/** A file of what is stored of this wallet. */
export function TakeData() {
  const t = useText(text).data;
  return (
    <div className="max-w-xl space-y-3">
      <p className="text-pretty text-ink-2">{t.text}</p>
      <a href="/api/account/export" download className={buttonClass({})}>
        {t.button}
      </a>
    </div>
  );
}
