/** A list may show many. */
const short = (length: number) => Number(length.toFixed(2));

interface WavesProps {
  x: number;
  y: number;
  width: number;
  height: number;
  count?: number;
}

/** The killer bars of a cancellation. */
export function Waves({ x, y, width, height, count = 5 }: WavesProps) {
  const length = width / 3;
  const gap = height / (count - 1);
  const wave = `q${short(length / 4)} ${short(-gap * 0.55)} ${short(length / 2)} 0t${short(length / 2)} 0`.repeat(3);
  return (
    <path
      d={Array.from({ length: count }, (_, line) => `M${short(x)} ${short(y + line * gap)}${wave}`).join("")}
      fill="none"
      stroke="var(--postmark, #2b2520)"
      strokeWidth={Math.max(1.1, gap * 0.13)}
      strokeLinecap="round"
      opacity={0.66}
    />
  );
}
