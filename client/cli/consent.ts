import { say } from '../language/language.js';
import { ownSurroundings, type Surroundings } from './asking.js';
import { atFault, type Ending } from './records-at-hand.js';
import { agrees, type Ask, askAtTerminal } from './terminal/asking.js';

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
  return (await agrees(ask, `${question} ${say('[c/K]', '[y/N]')} `))
    ? null
    : { sentence: say('Chưa làm gì.', 'Nothing was done.'), status: atFault };
}

const nobodyAsked = say(
  'Chưa làm gì: ở đây không hỏi được. Thêm --yes (hoặc --digest với mã danh sách đã xem, ở lệnh có tùy chọn này).',
  "Nothing was done: questions can't be asked here. Add --yes (or --digest with the digest of the list that was read, where a command has that option).",
);
