import { pressLetter } from '../../../activities/letters/compose/on-results.js';
import { type Block, clauseNote, type Letter } from '../../../activities/letters/compose/letter.js';
import { loadScene } from '../../../activities/letters/compose/scene.js';
import { orderOf } from '../../../activities/letters/delivery/resend.js';
import { findMail } from '../../../activities/records/acts/mail-log.js';
import { pressBulletin } from '../../../activities/records/reads/mail-pages.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { namesOfRecords } from '../../officials/names-of.js';
import { recipientName } from '../../officials/letters.js';
import { addresses } from '../addresses.js';
import type { Page, Route, Visit } from '../visit.js';
import { noSuchPage } from './problems.js';

interface BulletinShown {
  letter: Letter;
  /** When it went out, epoch ms, and to whom. */
  at: number;
  recipients: readonly string[];
}

/** The bulletin as those of the press got it. */
const bulletinPage = ({ letter, at, recipients }: BulletinShown): Page => ({
  title: letter.title,
  body: (
    <>
      <p class="muted">
        Gửi lúc {formatMoment(at)} đến {recipients.join('; ')}. Bằng khen bị thu hồi sau đó được ghi trong{' '}
        <a href={addresses.ledger}>Sổ Bằng khen</a>.
      </p>
      {letter.blocks.map((block) => (
        <BlockShown block={block} />
      ))}
    </>
  ),
});

function BlockShown({ block }: { block: Block }) {
  if (block.type === 'text')
    return (
      <p>
        {block.text}
        {clauseNote(block.clause)}
      </p>
    );
  if (block.type === 'list')
    return (
      <>
        {block.title === undefined ? null : <h2>{block.title}</h2>}
        <ul>
          {block.items.map(({ text, detail, clause }) => (
            <li>
              {text}
              {clauseNote(clause)}
              {detail === undefined ? null : <div class="muted">{detail}</div>}
            </li>
          ))}
        </ul>
      </>
    );
  if (block.type === 'facts')
    return (
      <dl class="facts">
        {block.rows.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    );
  return null;
}

async function answerBulletin({ portal: { records }, plan, parameters }: Visit): Promise<Page> {
  const of = { plan: plan.plan, campaign: parameters['campaign'] ?? '' };
  const bulletin = await pressBulletin(records, of);
  const mail = bulletin === null ? null : await findMail(records, bulletin.key);
  if (bulletin === null || mail?.letter == null) return noSuchPage();
  const order = orderOf(mail, mail.letter);
  const { content } = order;
  if (content.code !== 'press-bulletin') return noSuchPage();
  const names = await namesOfRecords(records, plan);
  return bulletinPage({
    letter: pressLetter(content, await loadScene(records, order)),
    at: mail.at,
    recipients: bulletin.recipients.map((it) => recipientName(names, it)),
  });
}

/** V.3: what was made known, for everybody once it was announced. */
export const bulletinRoutes: readonly Route[] = [
  { method: 'GET', path: '/thong-cao/:campaign', openTo: 'everyone', answer: answerBulletin },
];
