/** Where a picture is found, in one of the widths it is kept at. */
export function pictureUrl(pictureId: string, width: number): string {
  return `/api/pictures/${pictureId}/${width}`;
}
