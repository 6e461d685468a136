/** So many đồng as officials write it: `1.490.000 đồng`. */
export function formatMoney(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;
}
