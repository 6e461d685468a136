import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, isGrpcServiceError, ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { planOf } from '../../activities/records/registry/plans.js';
import type { Records } from '../../activities/records/database/open.js';
import type { ReceivedFiling } from '../../workflows/api/effects.js';
import { campaignId, dossierId, movementId } from '../../workflows/api/identity.js';
import {
  type Actor,
  type Definition,
  DossierContent,
  messages,
  queries,
  type SignOff,
} from '../../workflows/api/messages.js';
import { type Proof, receiptName } from '../../workflows/api/proof.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { refusalSentence } from '../language/refusals.js';
import type { Signer } from './identity.js';
import type { CampaignKey, UnitCode } from '../../workflows/plan/schema.js';
import { Refusal } from '../../workflows/api/refusals.js';
import { z } from 'zod';
import { CourseState } from '../../workflows/api/campaign-state.js';
import { DossierState } from '../../workflows/api/dossier-state.js';

/** What an official's command needs: the workflows, and the records that take filings first. */
export interface Services {
  client: Client;
  records: Records;
  plan: string;
  /** With whose key messages are signed; without one they are sent unsigned, as a rehearsal takes them. */
  signer?: Signer | undefined;
}

/** Done, with what the workflow answers; or refused, with the code, its facts and the sentence to show. */
export type Answer =
  { done: true; value: unknown } | { done: false; refusal: Refusal | null; sentence: string };

export interface SendOptions {
  /** The same id sent again is the same act: it is done once. */
  id?: string;
}

/** Sends an update and waits for its outcome; a refusal is an answer, a server out of reach an error. */
export async function send<M>(
  services: Services,
  workflowId: string,
  definition: Definition<M>,
  message: M,
  options: SendOptions = {},
): Promise<Answer> {
  const updateId = options.id ?? randomUUID();
  const signed = await proved(services, workflowId, definition.name, message);
  const handle = services.client.workflow.getHandle(workflowId);
  for (let tries = 1; ; tries += 1) {
    try {
      const value: unknown = await handle.executeUpdate(definition.name, { args: [signed], updateId });
      return { done: true, value };
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) return refused(error.cause);
      if (!wasDropped(error) || tries === mostTries) throw error;
      await pause(tries * 100);
    }
  }
}

/** The message with its proof, where there is somebody to sign it. */
async function proved(
  { signer, records }: Services,
  workflow: string,
  name: string,
  message: unknown,
): Promise<unknown> {
  if (signer === undefined || typeof message !== 'object' || message === null) return message;
  return {
    ...message,
    proof: signer.prove({ instance: await instanceOf(records), workflow }, name, message),
  };
}

const mostTries = 10;

/**
 * The server dropped the update with the workflow task that had it (a signal came in between): nothing of it stands in
 * history, and under the same id it is the same act.
 */
function wasDropped(error: unknown): boolean {
  if (!(error instanceof ServiceError) || !isGrpcServiceError(error.cause)) return false;
  const code: number = error.cause.code;
  return code === failedPrecondition;
}

/** gRPC's FAILED_PRECONDITION. */
const failedPrecondition = 9;

function refused(cause: unknown): Answer {
  const failure = cause instanceof ApplicationFailure ? cause : undefined;
  const refusal = Refusal.safeParse(failure?.details?.[0]).data ?? null;
  return { done: false, refusal, sentence: failure?.message ?? String(cause) };
}

/** What a unit files, and who does. */
export interface Filing {
  campaign: CampaignKey;
  unit: UnitCode;
  actor: Actor;
  content: DossierContent;
}

/** Files a unit's dossier: the records take it first, so that an outage makes nobody late; then the workflow hears of it. */
export async function fileDossier(
  services: Services,
  filing: Filing,
  options: SendOptions = {},
): Promise<Answer> {
  const received = await receiveDossier(services, filing);
  return 'done' in received ? received : tellOfFiling(services, filing, received, options);
}

/** The records' receipt for a filing, which counts from now on though its workflow should hear of it at the deadline only. */
export async function receiveDossier(
  services: Omit<Services, 'client'>,
  filing: Filing,
): Promise<ReceivedFiling | Extract<Answer, { done: false }>> {
  const { records, plan } = services;
  const workflowId = dossierId(plan, filing.campaign, filing.unit);
  const proof = await receiptProof(services, workflowId, filing);
  const received = await receiveFiling(records, { plan, ...filing, proof });
  if (!('refusal' in received)) return received;
  const { refusal } = received;
  return { done: false, refusal, sentence: refusalSentence(await planOf(records, plan), refusal) };
}

/** Tells the dossier of a filing that the records took. */
export function tellOfFiling(
  services: Services,
  { campaign, unit, actor }: Pick<Filing, 'campaign' | 'unit' | 'actor'>,
  { receipt, digest }: Pick<ReceivedFiling, 'receipt' | 'digest'>,
  options: SendOptions = {},
): Promise<Answer> {
  const message = { actor, filing: { receipt, digest } };
  return sendToDossier(services, { campaign, unit }, messages.fileDossier, message, options);
}

/** The receipt is signed for itself: its number, which the message carries, is not known before. */
async function receiptProof(
  { signer, records }: Omit<Services, 'client'>,
  workflow: string,
  { actor, content }: { actor: Actor; content: unknown },
): Promise<Proof | undefined> {
  const parsed = DossierContent.safeParse(content);
  if (!parsed.success || signer === undefined) return undefined;
  const to = { instance: await instanceOf(records), workflow };
  return signer.prove(to, receiptName, { actor, content: digestOf(parsed.data) });
}

/** Sends a message about a campaign or the summary. */
export const sendToCampaign = <M>(
  services: Services,
  campaign: CampaignKey,
  definition: Definition<M>,
  message: M,
  options: SendOptions = {},
): Promise<Answer> => send(services, campaignId(services.plan, campaign), definition, message, options);

/** Sends a message about one unit's dossier. */
export const sendToDossier = <M>(
  services: Services,
  dossier: { campaign: CampaignKey; unit: UnitCode },
  definition: Definition<M>,
  message: M,
  options: SendOptions = {},
): Promise<Answer> =>
  send(services, dossierId(services.plan, dossier.campaign, dossier.unit), definition, message, options);

/** Sends a message to the movement. */
export const sendToMovement = <M>(
  services: Services,
  definition: Definition<M>,
  message: M,
  options: SendOptions = {},
): Promise<Answer> => send(services, movementId(services.plan), definition, message, options);

/** The Chairman's signal. It has no answer: what became of it stands in the campaign's state. */
export async function signOff(services: Services, campaign: CampaignKey, message: SignOff): Promise<void> {
  const workflowId = campaignId(services.plan, campaign);
  const { name } = messages.signOff;
  const handle = services.client.workflow.getHandle(workflowId);
  await handle.signal(name, await proved(services, workflowId, name, message));
}

/** The state of a campaign or the summary, as its workflow has it. */
export async function campaignState(services: Services, campaign: CampaignKey): Promise<CourseState> {
  const handle = services.client.workflow.getHandle(campaignId(services.plan, campaign));
  return CampaignState.parse(await handle.query(queries.state)).state;
}

/** The state of one dossier, as its workflow has it. */
export async function dossierState(
  services: Services,
  dossier: { campaign: CampaignKey; unit: UnitCode },
): Promise<DossierState> {
  const workflowId = dossierId(services.plan, dossier.campaign, dossier.unit);
  return DossierState.parse(await services.client.workflow.getHandle(workflowId).query(queries.state));
}

const CampaignState = z.object({ state: CourseState });
