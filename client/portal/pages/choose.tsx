import { allUnits, loadUnits } from '../../../activities/records/registry/units.js';
import { officeName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { dayOf } from '../../../workflows/rules/days.js';
import { bare } from '../../../activities/reference/nearest.js';
import { addresses } from '../addresses.js';
import { type ChoosableRole, choosableRoles, roleCookie } from '../rehearsal-visitor.js';
import type { Page, Route, Visit } from '../visit.js';
import { noSuchPage } from './problems.js';
import { answerOwnRoles } from './signing-in.js';

interface Shown {
  plan: Plan;
  offices: { office: string; people: ChoosableRole[] }[];
  units: ChoosableRole[];
  /** What was searched among the units. */
  search: string;
  hasMore: boolean;
}

/** In a rehearsal: whom one wants to be. */
const choosePage = ({ plan, offices, units, search, hasMore }: Shown): Page => ({
  title: 'Chọn vai',
  body: (
    <>
      <p>Trong diễn tập ai cũng có thể vào bất cứ vai nào, không cần mật khẩu.</p>
      {offices.map(({ office, people }) => (
        <section>
          <h2>{officeName(plan, office)}</h2>
          {people.length === 0 ? (
            <p>Chưa ai giữ chức trách này vào ngày đang diễn tập.</p>
          ) : (
            <People people={people} />
          )}
        </section>
      ))}
      <section>
        <h2>Đơn vị</h2>
        <form method="get" action={addresses.choose} role="search">
          <label for="tim">Tìm đơn vị theo tên hoặc mã, không cần dấu</label>
          <input id="tim" name="tim" value={search} type="search" />
          <button>Tìm</button>
        </form>
        {units.length === 0 ? (
          <p>Không có đơn vị nào khớp; hãy thử ít chữ hơn.</p>
        ) : (
          <People people={units} />
        )}
        {hasMore ? <p>Còn đơn vị khác; hãy tìm theo tên.</p> : null}
      </section>
      <form method="post" action={addresses.choose}>
        <button name="vai" value="">
          Thôi, chỉ xem
        </button>
      </form>
    </>
  ),
});

const People = ({ people }: { people: readonly ChoosableRole[] }) => (
  <form method="post" action={addresses.choose}>
    <ul class="tasks">
      {people.map(({ role, name, title }) => (
        <li>
          <button name="vai" value={role}>
            {name}
          </button>{' '}
          {title}
        </li>
      ))}
    </ul>
  </form>
);

const mostUnits = 12;

const matching = <U extends { code: string; name: string }>(search: string, units: readonly U[]): U[] =>
  units.filter(({ code, name }) => bare(`${code} ${name}`).includes(bare(search)));

async function answerChoose(visit: Visit): Promise<Page> {
  const { portal, plan, now, url, session } = visit;
  if (session !== undefined) return answerOwnRoles(visit, session);
  if (portal.mode !== 'rehearsal') return noSuchPage();
  const search = url.searchParams.get('tim') ?? '';
  const on = dayOf(now);
  const inForce = new Set((await loadUnits(portal.records, { on })).map(({ code }) => code));
  const known = (await allUnits(portal.records.db)).filter(({ code }) => inForce.has(code));
  const found = search === '' ? known : matching(search, known);
  const roles = await choosableRoles(portal.records, on, found.slice(0, mostUnits));
  return choosePage({ plan, ...roles, search, hasMore: found.length > mostUnits });
}

async function take({ form, url, portal }: Visit): Promise<Response> {
  const role = (await form()).get('vai') ?? '';
  const cookie = [`${roleCookie}=${encodeURIComponent(role)}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (portal.signIn?.isSecure === true) cookie.push('Secure');
  const to = role === '' ? addresses.home : addresses.tasks;
  return new Response(null, {
    status: 303,
    headers: { location: new URL(to, url).pathname, 'set-cookie': cookie.join('; ') },
  });
}

export const rehearsalRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.choose, openTo: 'everyone', answer: answerChoose },
  { method: 'POST', path: addresses.choose, openTo: 'everyone', answer: take },
];
