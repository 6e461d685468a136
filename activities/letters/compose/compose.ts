import { mailboxCode } from '../../records/registry/mailbox-code.js';
import { dossierId } from '../../../workflows/api/identity.js';
import type { Addressee } from '../../records/registry/mailboxes.js';
import { dossierLetter } from './to-units.js';
import { homeAffairsLetter } from './to-home-affairs.js';
import { launchLetter } from './on-launch.js';
import { type Letter, link, text } from './letter.js';
import { pageOf, pages } from './pages.js';
import type { MailContent } from '../../../workflows/api/letters.js';
import { listLetter } from './on-the-list.js';
import { pressLetter, resultLetter, revokedLetter } from './on-results.js';
import type { Scene } from './scene.js';
import type { Thread } from '../delivery/thread.js';

type About = Pick<Thread, 'unit'>;

/**
 * The letter of an event to one of its recipients, in Vietnamese; it says where it is for a unit that has ended, and leads
 * to the page where what it asks for is done, and to the documents that it speaks of.
 */
export function composeLetter(scene: Scene, addressee: Addressee, about: About): Letter {
  const letter = withLinks(letterOf(scene, addressee, about), scene, about);
  const { insteadOf, name } = addressee;
  if (insteadOf === null) return letter;
  const whose = text(
    `Thư này về ${insteadOf}. Đơn vị đó đã kết thúc hoạt động, nên thư được gửi đến ${name} là đơn vị nộp hồ sơ thay hoặc kế thừa; "đơn vị" trong thư là ${insteadOf}.`,
  );
  return { ...letter, blocks: [whose, ...letter.blocks] };
}

/** Letters that speak of a document: who gets them finds it among those of the campaign. */
const ofDocuments: ReadonlySet<MailContent['code']> = new Set([
  'appraise-request',
  'sign-request',
  'result',
  'press-bulletin',
  'certificate-revoked',
] satisfies MailContent['code'][]);

function withLinks(letter: Letter, { portal, content }: Scene, { unit }: About): Letter {
  if (portal === null) return letter;
  const to = (label: string, page: string) => link(label, new URL(page, portal).href);
  const links = [
    ...(letter.ask === null ? [] : [to('Làm việc này trên cổng', pageOf(content, unit))]),
    ...(ofDocuments.has(content.code) && 'campaign' in content
      ? [to('Xem, tải các văn bản', pages.documents(content.campaign))]
      : []),
  ];
  return { ...letter, blocks: [...letter.blocks, ...links] };
}

function letterOf(scene: Scene, addressee: Addressee, { unit }: About): Letter {
  const { content, plan, at } = scene;
  const isOwn = unit === null || addressee.recipient === mailboxCode({ kind: 'unit', code: unit });
  const unitName = isOwn ? (addressee.insteadOf ?? addressee.name) : scene.unitName(unit);
  switch (content.code) {
    case 'launch-request':
    case 'launch-reminder':
      return launchLetter(content, plan);
    case 'dossier-open':
    case 'dossier-reminder':
    case 'dossier-received':
    case 'dossier-returned':
    case 'dossier-accepted':
    case 'dossier-rejected':
    case 'dossier-withdrawn':
    case 'dossier-lapsed':
    case 'dossier-extended':
    case 'dossier-shortened':
      return dossierLetter(
        content,
        { unit: unitName, plan, dossier: dossierId(plan.plan, content.campaign, unit ?? '') },
        at,
      );
    case 'dossier-restarted':
    case 'last-day-question':
    case 'late-opening-question':
    case 'participants-question':
    case 'question':
    case 'shortlist-request':
    case 'choices-dropped':
    case 'forward-reminder':
    case 'ceremony-reminder':
    case 'weekly-digest':
    case 'difficulty':
    case 'holidays-ending':
      return homeAffairsLetter(content, scene);
    case 'appraise-request':
    case 'appraise-reminder':
    case 'list-returned':
    case 'list-superseded':
    case 'sign-request':
    case 'sign-reminder':
    case 'sign-refused':
    case 'signed':
      return listLetter(content, scene);
    case 'result':
      return resultLetter(content, unit ?? '', unitName, scene);
    case 'press-bulletin':
      return pressLetter(content, scene);
    case 'certificate-revoked':
      return revokedLetter(content, scene);
  }
}
