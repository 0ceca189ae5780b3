/** A letter on a stamp, as an image for the list of wallets. */
export function letterIcon({ letter, ink }: { letter: string; ink: string }): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" fill="#fffdf7"/><rect x="3.5" y="3.5" width="21" height="21" fill="none" stroke="${ink}"/><text x="14" y="19.5" text-anchor="middle" font-family="Georgia,serif" font-size="16" fill="${ink}">${letter}</text></svg>`,
  )}`;
}
