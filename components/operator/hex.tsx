import { shorten } from "@/lib/kernel/address";

/** An address or a hash: short to the eye, whole to who points at it or copies it. */
export const Hex = ({ value, href }: { value: string; href?: string }) =>
  href ? (
    <a href={href} title={value} className="link figures whitespace-nowrap">
      {shorten(value)}
    </a>
  ) : (
    <span title={value} className="figures whitespace-nowrap">
      {shorten(value)}
    </span>
  );
