import type { Refusal } from '../../workflows/api/refusals.js';
import { blocName, officeName, type PlanNames } from '../../workflows/plan/names.js';
import { clockTimeOf, dayOf, formatDay, instantOf } from '../../workflows/rules/days.js';
import { actEnglish, stageEnglish, statusEnglish } from './english-names.js';

const named = (names: ReadonlyMap<string, string>, code: string): string => names.get(code) ?? code;
const nameOf = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;
const short = (digest: string): string => `${digest.slice(0, 12)}…`;
const list = (items: readonly string[]): string => items.join(', ');

/** An instant (epoch ms): seconds and milliseconds only where they decide. */
function moment(at: number): string {
  const text = clockTimeOf(at);
  const time = at % 60_000 === 0 ? text.slice(11, 16) : text.slice(11, at % 1000 === 0 ? 19 : 23);
  return `${time} on ${formatDay(dayOf(at))}`;
}
const cutoffText = (cutoff: number): string =>
  instantOf(dayOf(cutoff)) === cutoff ? formatDay(dayOf(cutoff)) : moment(cutoff);

const offices: ReadonlyMap<string, string> = new Map([['unit', 'The units']]);
const acting = (names: Pick<PlanNames, 'bodies'>, office: string): string =>
  offices.get(office) ?? officeName(names, office);

/** Why a message was refused, in English; the same facts as the sentence in Vietnamese that stands in `workflows/api`. */
export function refusalInEnglish(names: Pick<PlanNames, 'bodies' | 'blocs'>, refusal: Refusal): string {
  switch (refusal.code) {
    case 'message.malformed':
      return refusal.problems.length === 0
        ? 'The message is malformed and was not accepted.'
        : `The message is malformed and was not accepted: ${refusal.problems.join('; ')}.`;
    case 'actor.wrong-office':
      return `${acting(names, refusal.office)} has no authority to do this.`;
    case 'actor.wrong-unit':
      return refusal.unit === ''
        ? 'No unit is named; only the unit whose dossier this is, or the one that files for it, may do this.'
        : `The unit “${refusal.unit}” is neither the one whose dossier this is nor the one that files for it.`;
    case 'actor.not-holder':
      return `On ${formatDay(refusal.on)} the person with code “${refusal.person}” held no office to act for ${officeName(names, refusal.office)}.`;
    case 'actor.not-official':
      return `On ${formatDay(refusal.on)} the person with code “${refusal.person}” was not a registered focal official of the unit “${refusal.unit}”; let its focal official act, or register the focal official anew.`;
    case 'actor.is-nominee':
      return `Who acts is a nominee (code “${refusal.nominee}”) and may not review, appraise or sign the own nomination; let a deputy or another person with authority act.`;
    case 'actor.filed-it':
      return 'Who filed a dossier may not review it; let another person with authority review it.';
    case 'actor.forwarded-it':
      return 'Who forwarded the list may not appraise it; let another person with authority appraise it (clause IV.1.b).';
    case 'proof.missing':
      return 'This must be signed by the person who acts; sign with a registered key and send it again.';
    case 'proof.unknown-key':
      return `The signing key ${short(refusal.key)} is not registered, so the signature was not accepted; ask the operator to register it.`;
    case 'proof.revoked-key':
      return `The signing key ${short(refusal.key)} was revoked at ${moment(refusal.revokedAt)}, so the signature was not accepted; sign with another key.`;
    case 'proof.other-person':
      return `The signing key ${short(refusal.key)} is not that of the person with code “${refusal.person}”; everybody signs with the own key only.`;
    case 'proof.wrong-signature':
      return `The signature by key ${short(refusal.key)} does not match: content, recipient or instant differ from what was signed; look at it again, then sign it anew.`;
    case 'proof.repeated':
      return `The signature with id ${refusal.id} has been used; each act needs a new one.`;
    case 'proof.too-old':
      return `The signature of ${moment(refusal.signedAt)} was more than 10 minutes old when it was checked (${moment(refusal.now)}); sign and send it again.`;
    case 'proof.in-future':
      return `The instant of signing (${moment(refusal.signedAt)}) is later than the system's clock (${moment(refusal.now)}); set the clock of the machine that signed, then sign again.`;
    case 'proof.no-sign-in':
      return `The key ${short(refusal.key)} is a portal's: the signature must say who signed in, how and when.`;
    case 'proof.no-portal':
      return `The signing key ${short(refusal.key)} is a person's, not a portal's, so it can't sign for somebody who signed in.`;
    case 'proof.old-sign-in':
      return `The sign-in of ${moment(refusal.signedInAt)} was too long ago for this (${moment(refusal.now)}); sign in again, then do it again.`;
    case 'stage.wrong':
      return `It is not possible to ${named(actEnglish, refusal.message)} now: the campaign is at the stage “${nameOf(stageEnglish, refusal.stage)}”.`;
    case 'reminders.held':
      return `The reminders of ${remindedOf(refusal.unit)} are paused already.`;
    case 'reminders.not-held':
      return `The reminders of ${remindedOf(refusal.unit)} are not paused.`;
    case 'workflow.closing':
      return 'The campaign has ended and accepts nothing more.';
    case 'dossier.late':
      return `Dossiers must be filed before ${cutoffText(refusal.cutoff)} (clause IV.1.a); this one arrived at ${moment(refusal.receivedAt)} and is late.`;
    case 'dossier.wrong-status':
      return `It is not possible to ${named(actEnglish, refusal.message)}: the dossier's status is “${nameOf(statusEnglish, refusal.status)}”.`;
    case 'dossier.frozen':
      return 'The list has been forwarded, so the dossier no longer changes unless a reason is given in writing.';
    case 'dossier.other-version':
      return `The dossier has a newer version (${short(refusal.current)}) than the one under review; look at the current one again.`;
    case 'dossier.complete-by-past':
      return `The date for completion ${formatDay(refusal.completeBy)} is past; choose a later one.`;
    case 'filing.unknown':
      return refusal.receipt === ''
        ? 'No received dossier was found.'
        : `No received dossier was found by receipt ${refusal.receipt}.`;
    case 'filing.faulty':
      return `The dossier has faults and was not accepted: ${refusal.problems.join('; ')}.`;
    case 'date.beyond-quarter':
      return `${formatDay(refusal.date)} is later than the last day for announcing the campaign (${formatDay(refusal.last)}, clause IV.1.b); if it is really this day, say why it lies beyond.`;
    case 'date.before-signature':
      return `The date of the decision ${formatDay(refusal.date)} is earlier than the day the list was signed (${formatDay(refusal.signed)}).`;
    case 'extension.not-shorter':
      return `Only time already granted can be shortened, to a day that is not past and not before ${formatDay(refusal.earliest)}; ${formatDay(refusal.lastDay)} does not fit.`;
    case 'extension.not-later':
      return `The new cutoff (to the end of ${formatDay(refusal.lastDay)}) is not later than the one in force (before ${cutoffText(refusal.cutoff)}).`;
    case 'extension.no-dossier':
      return `There is no dossier within “${refusal.scope}” to extend.`;
    case 'ranking.unknown-unit':
      return `The ranking was not accepted: units that are not registered or not of the bloc: ${rows(refusal.rows)}.`;
    case 'ranking.repeated-unit':
      return `The ranking was not accepted: units that appear more than once: ${rows(refusal.rows)}.`;
    case 'ranking.shape':
      return `The ranking of ${blocName(names, refusal.bloc)} was not accepted because its ranks do not follow one another: ${refusal.rows
        .map((it) => `row ${it.row} (rank ${it.rank})`)
        .join(', ')}.`;
    case 'ranking.no-previous':
      return refusal.campaign === 'summary'
        ? 'The summary of the period does not use the ranking of the year before.'
        : `There is no ranking of the year before for the campaign of ${refusal.campaign} (clause III.3.a).`;
    case 'list.frozen':
      return `The list has been forwarded; it is not possible to ${named(actEnglish, refusal.message)} without a reason.`;
    case 'question.unknown':
      return refusal.open.length === 0
        ? `There is no question “${refusal.question}”; no question is open now.`
        : `There is no question “${refusal.question}”; open questions: ${list(refusal.open)}.`;
    case 'question.answered':
      return `The question “${refusal.question}” has been answered; to change the time, extend it or shorten the extension.`;
    case 'question.other':
      return `The question “${refusal.question}” is now another than the one that was read (options, units or ranks have changed); look at it again before answering.`;
    case 'question.choice-not-offered':
      return `Exactly ${refusal.choose} must be chosen from the options of the question “${refusal.question}”: ${list(refusal.options)}.`;
    case 'shortlist.faulty':
      return `The choice has faults: ${refusal.faults.map((it) => `${named(shortlistFaults, it.code)} (${it.path})`).join('; ')}.`;
    case 'criterion.unknown':
      return `There is no criterion “${refusal.criterion}”; those that may be waived: ${list(refusal.known)} (clause III.1).`;
    case 'criterion.already-waived':
      return `The criterion “${refusal.criterion}” has already been waived for this campaign.`;
    case 'unit.unknown':
      return `No such units are registered: ${list(refusal.units)}.`;
    case 'list.incomplete':
      return `The list is not complete; it waits for: ${list(refusal.open)}.`;
    case 'list.stale':
      return refusal.current === null
        ? `The list ${short(refusal.shown)} is not the one that was forwarded.`
        : `The list has changed: ${short(refusal.shown)} was read, ${short(refusal.current)} is the one forwarded now. Look at that one again.`;
    case 'list.pending':
      return `The list cannot be forwarded, appraised or signed yet; dossiers are pending: ${list(refusal.units)}.`;
    case 'list.same-as-returned':
      return 'The list before was returned or had to be made anew; to forward it again, a reason must be given.';
    case 'strike.unknown':
      return `Not on the list that was forwarded: ${list(refusal.nominees)}.`;
    case 'date.in-future':
      return `${formatDay(refusal.date)} is later than today (${formatDay(refusal.today)}).`;
    case 'certificate.unknown':
      return `There is no certificate at the seat “${refusal.seat}”.`;
    case 'certificate.already-revoked':
      return `The certificate at the seat “${refusal.seat}” has been revoked before.`;
    case 'amendment.fixed':
      return `An amendment of the plan may not change: ${list(refusal.places)}.`;
    case 'amendment.begun':
      return `The amendment touches a campaign that has opened, at: ${list(refusal.places)}. An open campaign goes by the plan as it was when it opened.`;
    case 'amendment.faulty':
      return `Parts of the amended plan do not fit together: ${list(refusal.places)}. See «thidua plan check».`;
    case 'amendment.unchanged':
      return 'The plan does not differ from the one in force.';
    case 'reward.no-law':
      return `No law on the amount of the reward is in force on ${formatDay(refusal.on)} (clause III.4.a).`;
    case 'records.refused':
      return `The database does not take this content (error ${refusal.sqlstate}); it is recorded as refused. Check the content and tell the operator.`;
    case 'engine.fault':
      return `The system failed while working on this, so it was not fully accepted (${refusal.error}). Tell the operator before sending it again.`;
  }
}

const rows = (items: readonly { row: number; unit: string }[]): string =>
  items.map((it) => `row ${it.row} (${it.unit})`).join(', ');

const shortlistFaults: ReadonlyMap<string, string> = new Map([
  ['shortlist-unknown', 'there is no such person or collective in the bloc'],
  ['shortlist-repeats', 'a person or collective is chosen twice'],
  ['shortlist-over-quota', 'more than the certificates that the bloc has (clause III.3)'],
  ['shortlist-not-eligible', 'who was chosen does not meet the criteria (clause III.1)'],
  ['shortlist-not-needed', 'no choice is needed: no more are eligible than there are certificates'],
]);

const remindedOf = (unit: string | null): string => (unit === null ? 'the campaign' : `the unit ${unit}`);
