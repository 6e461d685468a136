export { annualCampaign } from './campaign/workflow.js';
export { dossier } from './dossier/dossier.js';
export { movement } from './movement.js';
export { periodSummary } from './campaign/summary.js';
