export { annualCampaign } from './campaign.js';
export { dossier } from './dossier.js';
export { movement } from './movement.js';
export { periodSummary } from './summary.js';
