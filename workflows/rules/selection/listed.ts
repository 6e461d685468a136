import type { Bloc } from '../../plan/schema.js';

/** A bloc as it stands within a sentence. */
export function blocName(bloc: Bloc): string {
  switch (bloc) {
    case 'departments':
      return 'khối sở, ban, ngành, đoàn thể thành phố';
    case 'vertical':
      return 'khối các cơ quan ngành dọc';
    case 'districts':
      return 'khối UBND quận, huyện';
    case 'communes':
      return 'khối UBND xã, phường, thị trấn';
  }
}

const mostNamed = 10;

/** Names in a row; of very many only the first. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(', ');
  return more > 0 ? `${shown} và ${more} mục khác` : shown;
}
