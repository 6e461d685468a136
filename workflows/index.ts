export { annualCampaign, periodSummary } from './campaign/workflow.js';
export { dossier } from './dossier/workflow.js';
export { movement } from './movement.js';
export { post } from './post.js';
