import { raw } from 'hono/html';
import { clockMark } from '../../workflows/api/clock-mode.js';
import { planName } from '../../workflows/plan/names.js';
import { formatMoment } from '../../workflows/rules/days.js';
import { addresses } from './addresses.js';
import type { Html } from './page.js';
import { scriptAddress, styleAddress } from './assets.js';
import type { Page, Visit, Visitor } from './visit.js';

type Seen = Pick<Visit, 'plan' | 'visitor' | 'now'> & {
  mode: Visit['portal']['mode'];
  path: string;
};

/** A whole document: the head with where one is and who one is, the page, the foot. */
export function layout({ title, body }: Page, seen: Seen, note: Html | null = null): Html {
  const { plan, now, mode } = seen;
  const mark = clockMark(mode);
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="vi">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${mark === null ? '' : `${mark} – `}${title} – Thi đua`}</title>
          <link rel="stylesheet" href={styleAddress} />
          <link rel="icon" href="data:," />
          <script src={scriptAddress} defer></script>
        </head>
        <body>
          <a class="skip" href="#noi-dung">
            Đến nội dung
          </a>
          <header>
            {mark === null ? null : (
              <p class="mark" role="status">
                <strong>{mark}</strong> – {markNotes[mode]} Giờ: {formatMoment(now)}.{' '}
                {mode === 'rehearsal' ? <a href={addresses.rehearsal}>Cho thời gian đi tiếp</a> : null}
              </p>
            )}
            <p class="site">
              <a href={addresses.home}>Phong trào thi đua</a> <small>{planName(plan)}</small>
            </p>
            <nav aria-label="Chính">
              <ul>
                {menuOf(seen).map(([address, name]) => (
                  <li>
                    <a href={address} aria-current={address === seen.path ? 'page' : undefined}>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            {mode === 'rehearsal' ? <Who visitor={seen.visitor} /> : <SignedIn visitor={seen.visitor} />}
          </header>
          <main id="noi-dung" tabindex={-1}>
            <h1>{title}</h1>
            {note}
            {body}
          </main>
          <footer>
            <p>
              {plan.sample === undefined ? null : `${plan.sample} `}
              <a href={addresses.help}>Hướng dẫn</a> · <a href={addresses.plan}>Văn bản kế hoạch</a>
              {isHomeAffairs(seen) ? (
                <>
                  {' · '}
                  <a href={addresses.setUp}>Đơn vị và người</a>
                </>
              ) : null}
              {isOperator(seen) ? (
                <>
                  {' · '}
                  <a href={addresses.operators}>Vận hành</a>
                </>
              ) : null}
            </p>
          </footer>
        </body>
      </html>
    </>
  );
}

const markNotes: Record<Seen['mode'], string> = {
  service: '',
  rehearsal: 'người, hồ sơ, số liệu ở đây là giả định.',
  trial: 'mọi việc ở đây chỉ là chạy thử.',
};

const Who = ({ visitor }: { visitor: Visitor }) => (
  <p class="who">
    {visitor.kind === 'guest' ? (
      <a href={addresses.choose}>Chọn vai</a>
    ) : (
      <>
        {visitor.name}, {visitor.of} · <a href={addresses.choose}>Đổi vai</a>
      </>
    )}
  </p>
);

const SignedIn = ({ visitor }: { visitor: Visitor }) =>
  visitor.kind === 'guest' ? (
    <p class="who">
      <a href={addresses.signIn}>Đăng nhập</a>
    </p>
  ) : (
    <form class="who" method="post" action={addresses.signOut}>
      {visitor.name}, {visitor.of} · <a href={addresses.choose}>Tài khoản</a> ·{' '}
      <button class="quiet">Đăng xuất</button>
    </form>
  );

/** Home Affairs keeps the system running; in a rehearsal everybody may look behind it. */
const isOperator = (seen: Seen): boolean => seen.mode === 'rehearsal' || isHomeAffairs(seen);

const isHomeAffairs = ({ visitor }: Seen): boolean =>
  visitor.kind === 'official' && visitor.actor.office === 'home-affairs';

/** The menu: what everybody reads, and before it what an official does. */
function menuOf({ visitor, mode }: Seen): [string, string][] {
  const own: [string, string][] = visitor.kind === 'official' ? [[addresses.tasks, 'Việc của tôi']] : [];
  return [
    ...own,
    [addresses.campaigns, 'Các đợt'],
    [addresses.ledger, 'Sổ Bằng khen'],
    [addresses.why, 'Vì sao'],
    [addresses.calendar, 'Lịch'],
    ...(visitor.kind === 'official' || mode === 'rehearsal'
      ? ([[addresses.letters, 'Thư']] satisfies [string, string][])
      : []),
  ];
}
