export interface Head {
  text: string;
  /** There is more of it in the file. */
  isCut: boolean;
}

/** The beginning of a text file, by a range: of a large one no more is asked for than is shown. */
export async function readHead(url: string, bytesMax: number, bytes: number): Promise<Head> {
  const response = await fetch(url, { headers: { Range: `bytes=0-${bytesMax - 1}` } });
  if (!response.ok) throw new Error(`the file answered ${response.status}`);
  const isCut = bytes > bytesMax;
  // A character that was cut in two is left out.
  const text = new TextDecoder().decode(await response.arrayBuffer(), { stream: isCut });
  return { text, isCut };
}
