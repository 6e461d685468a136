import { ownSurroundings, type Surroundings } from './asking.js';
import { atFault, type Ending } from './records-at-hand.js';
import { type Ask, askAtTerminal } from './terminal/asking.js';

/** How a command may know that what it is about to do is wanted, beside asking. */
export interface ConsentOptions {
  yes?: boolean | undefined;
  /** The digest of the list that was looked at before, as scripts have it. */
  digest?: string | undefined;
  json?: boolean | undefined;
}

/** Where a command shows what it is about to do, and asks; nobody is asked where `ask` is null. */
export interface Desktop extends Surroundings {
  ask: Ask | null;
}

/** This process's. */
export const ownDesktop = (): Desktop => ({ ...ownSurroundings(), ask: askAtTerminal() });

/** Whether the person wants it: null he does, else how the command ends. Nobody is left waiting where nobody can answer. */
export async function consent(
  { ask }: Desktop,
  { yes, digest, json }: ConsentOptions,
  question: string,
): Promise<Ending | null> {
  if (yes === true || digest !== undefined) return null;
  if (ask === null || json === true) return { sentence: nobodyAsked, status: atFault };
  const answer = (await ask(`${question} [c/K] `)).normalize('NFC').trim().toLowerCase();
  return ['c', 'có', 'co'].includes(answer) ? null : { sentence: 'Chưa làm gì.', status: atFault };
}

const nobodyAsked =
  'Chưa làm gì: ở đây không hỏi được. Thêm --yes (hoặc --digest với mã danh sách đã xem, ở lệnh có tùy chọn này).';
