/** A whole number as officials write it: `1.490.000`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** So many đồng as officials write it: `1.490.000 đồng`. */
export function formatMoney(amount: number): string {
  return `${formatCount(amount)} đồng`;
}
