import { type ReactNode, useId } from "react";
import { Stamp } from "@/components/ui/stamp";

interface WallCardProps {
  title: string;
  lead?: ReactNode;
  amount: bigint;
  children?: ReactNode;
}

/** The wall's card: laid out like an envelope, the words on the left and the stamp in its corner. */
export function WallCard({ title, lead, amount, children }: WallCardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="w-full max-w-[30rem] rounded-lg border border-rule-strong bg-raised p-5 sm:p-7">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id={id} className="text-2xl text-balance">
            {title}
          </h2>
          {lead && <div className="mt-2 text-sm text-ink-2">{lead}</div>}
        </div>
        <Stamp amount={amount} size="large" className="h-16 sm:h-24" />
      </div>
      {children}
    </section>
  );
}

/** Buttons under the text: full width, the thing to do first. */
export function WallActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-col gap-2">{children}</div>;
}
