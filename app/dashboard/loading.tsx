import { text } from "@/components/dashboard/text";
import { Skeleton } from "@/components/ui/skeleton";
import { useText } from "@/lib/i18n/use-text";

export default function Loading() {
  return (
    <div role="status" className="page pt-10">
      <span className="sr-only">{useText(text).loading}</span>
      <Skeleton className="h-9 w-56" />
      <div className="mt-8 grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
        {["a", "b", "c", "d"].map((key) => (
          <Skeleton key={key} className="h-28" />
        ))}
      </div>
      <Skeleton className="mt-8 h-64" />
    </div>
  );
}
