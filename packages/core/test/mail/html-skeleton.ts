/** The tags of an HTML text in order, each with its attributes' names: what payload text must never change. */
export function htmlSkeleton(html: string): string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}
