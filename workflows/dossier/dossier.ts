import { campaignId } from '../api/identity.js';
import type { DossierState } from '../api/dossier-state.js';
import type { MailContent } from '../api/letters.js';
import type { Actor } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import { Context, type LeftLetter } from '../engine/context.js';
import { addDays, instantOf } from '../rules/calendar.js';
import type { DossierInput } from './state.js';

/** One dossier's state, what it stands on, and what is still to be looked at or told. */
export class Dossier {
  readonly state: DossierState;
  readonly context: Context;
  /** The awards are written: nothing can change any more. */
  isClosing = false;
  /** Something may have changed in the records. */
  isLookDue = false;
  private isCampaignToBeTold = false;

  constructor(readonly input: DossierInput) {
    this.state = input.state;
    const { plan, campaign, unit, names, clock, instance } = input;
    this.context = new Context({ plan, campaign, unit, names }, clock, instance);
  }

  get key() {
    const { plan, campaign, unit } = this.input;
    return { plan, campaign, unit };
  }

  /** A filing received at or after this instant is late: the cutoff, or later where time was granted to complete. */
  get deadline(): number {
    const { cutoff, completeBy } = this.state;
    return completeBy === null ? cutoff : Math.max(cutoff, instantOf(addDays(completeBy, 1)));
  }

  checkUnit(actor: Actor): Refusal | null {
    if (actor.unit !== this.input.filer) return { code: 'actor.wrong-unit', unit: actor.unit ?? '' };
    return this.isClosing ? { code: 'workflow.closing' } : null;
  }

  /** A letter to whoever files. */
  letter(event: string, content: LeftLetter['content']): LeftLetter {
    return { event, recipients: [{ unit: this.input.filer }], content };
  }

  /** The letter on an official's act, each with a number of its own. */
  letterOnAct(event: string, content: MailContent): LeftLetter {
    this.state.acts += 1;
    return this.letter(`${event}/${String(this.state.acts)}`, content);
  }

  /** Before the cutoff the records know, and the campaign asks them when it comes; from then on it hears of changes. */
  hasChanged(): void {
    this.isCampaignToBeTold ||= this.context.clock.now() >= this.state.cutoff;
    this.context.turns.wake();
  }

  async tellCampaign(): Promise<void> {
    if (!this.isCampaignToBeTold) return;
    this.isCampaignToBeTold = false;
    const { plan, campaign } = this.input;
    await this.context.nudge(campaignId(plan, campaign));
  }
}
