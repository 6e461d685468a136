import { z } from 'zod';
import { allUnits } from '../../../activities/records/registry/units.js';
import { officeName } from '../../../workflows/plan/names.js';
import { dayOf } from '../../../workflows/rules/days.js';
import { goTo } from '../acting.js';
import { addresses } from '../addresses.js';
import { roleText } from '../rehearsal-visitor.js';
import type { SignIn, Step } from '../sign-in/sign-in.js';
import { ownPage, type Session } from '../sign-in/sign-in.js';
import type { Page, Route, Visit } from '../visit.js';
import { ownRolesPage } from './own-roles.js';
import { noSuchPage } from './problems.js';
import {
  linkSentPage,
  linkUselessPage,
  signedOutPage,
  signInAgainPage,
  signInPage,
  tooManyPage,
  useLinkPage,
} from './sign-in.js';

type Answered = Page | Response;

/** Where nobody signs in, as in a rehearsal, there are no such pages. */
const withSignIn =
  (answer: (visit: Visit, signIn: SignIn) => Answered | Promise<Answered>) =>
  async (visit: Visit): Promise<Answered> =>
    visit.portal.signIn === undefined ? noSuchPage() : answer(visit, visit.portal.signIn);

const withSession =
  (answer: (visit: Visit, signIn: SignIn, session: Session) => Promise<Answered>) =>
  async (visit: Visit): Promise<Answered> => {
    const { portal, session } = visit;
    return portal.signIn === undefined || session === undefined
      ? goTo(addresses.signIn)
      : answer(visit, portal.signIn, session);
  };

const answerSignIn = withSignIn(({ url }, { hasCity }) => {
  const fault = url.searchParams.has('error')
    ? 'Tài khoản của thành phố không đăng nhập được: địa chỉ thư của tài khoản chưa có trong danh sách cán bộ của phong trào, hoặc việc đăng nhập bị bỏ dở.'
    : undefined;
  return signInPage({ back: ownPage(url.searchParams.get('ve')), fault, hasCity });
});

const takeAddress = withSignIn(async ({ form, now, client }, signIn) => {
  const given = await form();
  const back = ownPage(given.get('ve'));
  const typed = (given.get('thu') ?? '').trim();
  const email = z.email().max(254).safeParse(typed).data;
  if (email === undefined) {
    const fault = 'Đây chưa phải địa chỉ thư điện tử; ví dụ đúng: ten@thanh-pho.gov.vn.';
    return signInPage({ back, email: typed, fault, hasCity: signIn.hasCity });
  }
  const step = await signIn.askForLink({ email, back, on: dayOf(now), client });
  return step.done ? linkSentPage(email) : failed(step);
});

const failed = ({ isTooMany }: Extract<Step, { done: false }>): Page =>
  isTooMany ? tooManyPage() : linkUselessPage();

const answerLink = withSignIn(({ url }) => {
  const token = url.searchParams.get('ma') ?? '';
  return /^[A-Za-z]{8,128}$/.test(token)
    ? useLinkPage({ token, back: ownPage(url.searchParams.get('ve')) })
    : linkUselessPage();
});

const useLink = withSignIn(async ({ form, client }, signIn) => {
  const given = await form();
  const step = await signIn.useLink({ token: given.get('ma') ?? '', client });
  if (!step.done) return failed(step);
  const back = ownPage(given.get('ve'));
  return withCookies(goTo(back === addresses.home ? addresses.tasks : back), step.cookies);
});

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

const answerAgain = withSession(({ url }, { hasCity }, { email }) =>
  Promise.resolve(signInAgainPage({ email, back: ownPage(url.searchParams.get('ve')), hasCity })),
);

const takeAgain = withSession(async ({ form, now, client }, signIn, session) => {
  const back = ownPage((await form()).get('ve'));
  const { email } = session;
  const step = await signIn.askForLink({ email, back, on: dayOf(now), client });
  if (!step.done) return failed(step);
  await signIn.end(session, 'here');
  return linkSentPage(email);
});

const answerCity = withSignIn(async ({ url, client }, signIn) => {
  const step = await signIn.askCity({ back: ownPage(url.searchParams.get('ve')), client });
  if (!('address' in step)) return failed(step);
  const response = new Response(null, { status: 303, headers: { location: step.address } });
  return withCookies(response, step.cookies);
});

const signOut = withSession(async ({ form }, signIn, session) => {
  const isEverywhere = (await form()).get('o') === 'moi-noi';
  await signIn.end(session, isEverywhere ? 'everywhere' : 'here');
  return goTo(`${addresses.signOut}${isEverywhere ? '?o=moi-noi' : ''}`);
});

const answerSignedOut = withSignIn(({ url }) => signedOutPage(url.searchParams.get('o') === 'moi-noi'));

/** What somebody signed in is today, in place of the roles of a rehearsal. */
export async function answerOwnRoles({ portal, plan, visitor }: Visit, session: Session): Promise<Page> {
  const units = new Map((await allUnits(portal.records.db)).map(({ code, name }) => [code, name]));
  return ownRolesPage({
    email: session.email,
    signedInAt: Date.parse(session.at),
    roles: session.roles,
    inUse: visitor.kind === 'guest' ? '' : roleText(visitor.actor),
    nameOf: ({ actor }) => units.get(actor.unit ?? '') ?? officeName(plan, actor.office),
  });
}

/** How one comes in and leaves, in service and in a trial. */
export const signInRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.signIn, openTo: 'everyone', answer: answerSignIn },
  { method: 'POST', path: addresses.signIn, openTo: 'everyone', answer: takeAddress },
  { method: 'GET', path: addresses.signInLink, openTo: 'everyone', answer: answerLink },
  { method: 'POST', path: addresses.signInLink, openTo: 'everyone', answer: useLink },
  { method: 'GET', path: addresses.signInCity, openTo: 'everyone', answer: answerCity },
  { method: 'GET', path: addresses.signInAgain, openTo: 'officials', answer: answerAgain },
  { method: 'POST', path: addresses.signInAgain, openTo: 'officials', answer: takeAgain },
  { method: 'GET', path: addresses.signOut, openTo: 'everyone', answer: answerSignedOut },
  { method: 'POST', path: addresses.signOut, openTo: 'officials', answer: signOut },
];
