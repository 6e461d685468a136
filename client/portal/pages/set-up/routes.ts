import { standingSetUp } from '../../../../activities/records/registry/set-up.js';
import { applySetUpAs } from '../../../officials/set-up.js';
import { actorOf, goTo, operatorOf, servicesOf } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Route, Visit } from '../../visit.js';
import {
  answerSample,
  answerTemplate,
  answerWorkbook,
  mostOfFile,
  type SetUpDesk,
  showSetUp,
  takeSetUp,
  takeSetUpFile,
} from './desk.js';

/** An official's desk: what he applies is his act, signed and recorded as such. */
const deskOf = (visit: Visit): SetUpDesk => ({
  places: {
    page: addresses.setUp,
    upload: addresses.setUpUpload,
    apply: addresses.setUpApply,
    template: addresses.setUpTemplate,
    sample: visit.portal.mode === 'trial' ? addresses.setUpSample : undefined,
    now: addresses.setUpNow,
  },
  asksReason: true,
  own: (day) => {
    const { office, person } = actorOf(visit);
    return [{ office, unit: null, person, day }];
  },
  apply: (id, application) =>
    applySetUpAs(servicesOf(visit), {
      ...application,
      id,
      actor: actorOf(visit),
      operator: operatorOf(visit),
    }),
  done: (id) => goTo(addresses.setUp, `set-up/${id}`),
});

const answerNow = async ({ portal, plan }: Visit): Promise<Response> =>
  answerWorkbook(plan, (await standingSetUp(portal.records)).setUp, {
    name: 'thiet-lap-hien-co.xlsx',
    isSample: false,
  });

const openTo = ['home-affairs'] as const;
const freshFor = (): string => addresses.setUp;

/** Units, offices and people: read, and brought to another state, by Home Affairs. */
export const setUpRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.setUp, openTo, answer: (visit) => showSetUp(visit, deskOf(visit)) },
  {
    method: 'POST',
    path: addresses.setUpUpload,
    openTo,
    freshFor,
    streams: true,
    answer: (visit) => takeSetUpFile(visit, deskOf(visit)),
  },
  {
    method: 'POST',
    path: addresses.setUpApply,
    openTo,
    freshFor,
    mostBytes: mostOfFile,
    answer: (visit) => takeSetUp(visit, deskOf(visit)),
  },
  { method: 'GET', path: addresses.setUpNow, openTo, answer: answerNow },
  { method: 'GET', path: addresses.setUpTemplate, openTo, answer: answerTemplate },
  { method: 'GET', path: addresses.setUpSample, openTo, answer: answerSample },
];
