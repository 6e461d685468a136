export function runExport(options: object): Promise<number> {
  return Promise.resolve(Object.keys(options).length);
}
