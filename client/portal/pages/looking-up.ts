import { knownNominees } from '../../../activities/records/reads/nominees.js';
import { statusRows } from '../../../activities/records/reads/status.js';
import { allUnits } from '../../../activities/records/registry/units.js';
import { readCertificateCode } from '../../../activities/records/reads/certificate-code.js';
import { certificates } from '../../officials/certificates.js';
import { namesOfRecords } from '../../officials/names-of.js';
import { findSubject } from '../../officials/why/subjects.js';
import { whyOf } from '../../officials/why/why.js';
import { addresses } from '../addresses.js';
import type { Page, Route, Visit } from '../visit.js';
import { certificatePage } from './certificate.js';
import { isOperator } from './operator-routes.js';
import { whyPage, type WhyShown } from './why.js';

/** A longer text is nobody's name. */
const longestAsked = 200;

async function answerWhy(visit: Visit): Promise<Page> {
  const { plan, url } = visit;
  const { records } = visit.portal;
  const asked = (url.searchParams.get('cua') ?? '').trim().slice(0, longestAsked);
  const campaigns = (await statusRows(records, { plan: plan.plan })).map(({ campaign }) => campaign);
  const campaign = campaigns.find((it) => it === url.searchParams.get('dot')) ?? null;
  const names = await namesOfRecords(records, plan);
  const nothing: WhyShown = {
    plan,
    asked,
    campaign,
    campaigns,
    among: [],
    isNear: false,
    subject: null,
    answers: [],
    unitName: names.unit,
    isOperator: isOperator(visit),
  };
  if (asked === '') return whyPage(nothing);
  const nominees = await knownNominees(records, plan.plan);
  const found = findSubject(asked, { units: await allUnits(records.db), nominees });
  if (!('subject' in found)) return whyPage({ ...nothing, ...found });
  const { subject } = found;
  const answers = await whyOf(records, names, { subject, campaign, nominees });
  return whyPage({ ...nothing, asked: subject.name, subject, answers });
}

async function answerCertificate({ portal: { records }, plan, url }: Visit): Promise<Page> {
  const asked = (url.searchParams.get('ma') ?? '').trim().slice(0, longestAsked);
  const code = readCertificateCode(asked);
  const known = code === null ? [] : await certificates(records, { plan: plan.plan });
  return certificatePage({ plan, asked, code, found: known.find((it) => it.code === code) ?? null });
}

/** What is looked up: why, and certificates. */
export const lookingUpRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.why, openTo: 'readers', answer: answerWhy },
  { method: 'GET', path: addresses.certificates, openTo: 'everyone', answer: answerCertificate },
];
