const mostNamed = 10;

/** Names in a row; of very many only the first. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(', ');
  return more > 0 ? `${shown} và ${more} mục khác` : shown;
}
