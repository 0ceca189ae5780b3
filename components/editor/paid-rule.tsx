/** The divider where it cannot be moved. */
export const PaidRule = ({ label }: { label: string }) => (
  <div className="my-7 flex items-center gap-4 text-sm font-semibold text-red">
    <span aria-hidden className="h-px flex-1 border-t-2 border-dotted border-red" />
    {label}
    <span aria-hidden className="h-px flex-1 border-t-2 border-dotted border-red" />
  </div>
);
