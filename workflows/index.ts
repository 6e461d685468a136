export { annualCampaign, periodSummary } from './campaign/workflow.js';
export { dossier } from './dossier/dossier.js';
export { movement } from './movement.js';
