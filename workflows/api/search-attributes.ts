import { defineSearchAttributeKey } from '@temporalio/common';

/** Typed search attributes: codes and states only, for they are never encrypted. */
export const searchAttributes = {
  plan: defineSearchAttributeKey('PlanCode', 'KEYWORD'),
  campaign: defineSearchAttributeKey('Campaign', 'KEYWORD'),
  bloc: defineSearchAttributeKey('Bloc', 'KEYWORD'),
  unit: defineSearchAttributeKey('Unit', 'KEYWORD'),
  stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  dossierStatus: defineSearchAttributeKey('DossierStatus', 'KEYWORD'),
} as const;
