import './index.js';
import { core } from 'zod';
import * as campaignState from './api/campaign-state.js';
import * as clockMode from './api/clock-mode.js';
import * as dossierState from './api/dossier-state.js';
import * as failing from './api/failing.js';
import * as messageDay from './api/message-day.js';
import * as messages from './api/messages.js';
import * as proof from './api/proof.js';
import * as refusals from './api/refusals.js';
import * as views from './api/views.js';
import * as campaignInput from './campaign/state.js';
import * as dossierInput from './dossier/state.js';
import * as clock from './engine/clock.js';
import * as names from './plan/names.js';
import * as post from './post.js';
import * as schema from './plan/schema.js';
import * as calendar from './rules/calendar.js';
import * as registry from './rules/registry.js';
import * as reward from './rules/reward.js';
import * as input from './rules/selection/input.js';

/**
 * Evaluated once a worker and shared by all its workflows: schemas take long to build and keep nothing of a workflow. The
 * worker freezes what is shared, through and through, but for modules that are frozen already; zod's schemas fill in their
 * parts when they are first used, so theirs are frozen here, themselves alone.
 */
for (const shared of [
  core.regexes,
  campaignState,
  clockMode,
  dossierState,
  failing,
  messageDay,
  messages,
  proof,
  refusals,
  views,
  campaignInput,
  dossierInput,
  clock,
  post,
  names,
  schema,
  calendar,
  registry,
  reward,
  input,
]) {
  Object.freeze(shared);
}
