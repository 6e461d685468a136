import type { Outcome } from './outcome.js';
import { plan263 } from '../plan/plans.js';
import { ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { send, signOff, type Answer } from '../../client/officials/send.js';
import { campaignId, dossierId, movementId } from '../../workflows/api/identity.js';
import {
  type Actor,
  type Definition,
  type DossierContent,
  type MessageName,
  messages,
  queries,
  type SignOff,
} from '../../workflows/api/messages.js';
import type { CampaignKey } from '../../workflows/plan/schema.js';
import { z } from 'zod';
import { testInstance } from '../records/setup.js';
import { courseInput } from '../workflows/campaigns.js';
import type { ListInHand } from './checks/evidence.js';
import type { Site } from './ground.js';
import { CourseState } from '../../workflows/api/campaign-state.js';

/** So long may a message be without an answer, whatever the machine does beside: a worker killed over it has 20 s to be missed. */
const patience = 150_000;

async function outcomeOf(work: Promise<Answer>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'fault', error: 'no answer' }), patience);
  });
  try {
    return await Promise.race([work.then(read, failed), late]);
  } finally {
    clearTimeout(timer);
  }
}

function read(answer: Answer): Outcome {
  if (answer.done) return { kind: 'done', value: answer.value };
  const { refusal, sentence } = answer;
  return refusal === null
    ? { kind: 'fault', error: `a refusal without a code: ${sentence}` }
    : { kind: 'refused', refusal, sentence };
}

function failed(error: unknown): Outcome {
  if (error instanceof WorkflowNotFoundError) return { kind: 'ended' };
  return { kind: 'fault', error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}

/** Every message of the officials goes through here; what differs between releases of the messages stands in this file. */
export class Officials {
  constructor(
    readonly site: Site,
    readonly campaign: CampaignKey,
  ) {}

  get plan(): string {
    return this.site.services.plan;
  }

  get courseId(): string {
    return campaignId(this.plan, this.campaign);
  }

  dossierId(unit: string): string {
    return dossierId(this.plan, this.campaign, unit);
  }

  toCampaign<M>(definition: Definition<M>, message: M, id: string): Promise<Outcome> {
    return outcomeOf(send(this.site.services, this.courseId, definition, message, { id }));
  }

  /** A message by its name alone: the workflow itself says whether it is one. */
  raw(name: MessageName, message: unknown, id: string): Promise<Outcome> {
    const definition: Definition<unknown> = messages[name];
    return outcomeOf(send(this.site.services, this.courseId, definition, message, { id }));
  }

  toDossier<M>(unit: string, definition: Definition<M>, message: M, id: string): Promise<Outcome> {
    return outcomeOf(send(this.site.services, this.dossierId(unit), definition, message, { id }));
  }

  toMovement<M>(definition: Definition<M>, message: M, id: string): Promise<Outcome> {
    return outcomeOf(send(this.site.services, movementId(this.plan), definition, message, { id }));
  }

  /** The records take a filing: all that an outage leaves of it. */
  receive(unit: string, actor: Actor, content: DossierContent) {
    const { plan, campaign } = this;
    return receiveFiling(this.site.records, { plan, campaign, unit, actor, content });
  }

  /** The workflow hears of a filing that the records have. */
  file(
    unit: string,
    actor: Actor,
    filing: { receipt: string; digest: string },
    id: string,
  ): Promise<Outcome> {
    const { receipt, digest } = filing;
    return this.toDossier(unit, messages.fileDossier, { actor, filing: { receipt, digest } }, id);
  }

  async sign(message: SignOff): Promise<Outcome> {
    try {
      await signOff(this.site.services, this.campaign, message);
      return { kind: 'signalled' };
    } catch (error) {
      return failed(error);
    }
  }

  /** The campaign as it says of itself; while its worker is being killed it is asked again. */
  async state(): Promise<CourseState> {
    const handle = this.site.client.workflow.getHandle(this.courseId);
    const end = Date.now() + patience;
    for (;;) {
      try {
        return z.object({ state: CourseState }).parse(await handle.query(queries.state)).state;
      } catch (error) {
        if (!(error instanceof ServiceError) || Date.now() > end) throw error;
      }
    }
  }

  /** The list that waits for the Board or the Chairman, or that is signed; null once its decision is recorded. */
  async listInHand(): Promise<ListInHand | null> {
    const { list, signed, decision } = await this.state();
    if (list === null || decision !== null) return null;
    return { digest: list.digest, input: list.input, isSigned: signed !== null };
  }

  /** Starts the campaign and, beside it, a movement that has started everything: it only takes revocations. */
  async start(now: number, maximumEvents: number | null): Promise<void> {
    const { client, taskQueue } = this.site;
    const over = maximumEvents === null ? {} : { maximumEvents };
    const started = ['2021', '2022', '2023', '2024', 'summary'];
    await client.workflow.start('movement', {
      workflowId: movementId(this.plan),
      taskQueue,
      args: [
        {
          plan: plan263,
          clock: { mode: 'rehearsal', now, told: {} },
          instance: testInstance,
          state: { started },
        },
      ],
    });
    await client.workflow.start(this.campaign === 'summary' ? 'periodSummary' : 'annualCampaign', {
      workflowId: this.courseId,
      taskQueue,
      args: [courseInput(this.campaign, now, over)],
    });
  }
}
