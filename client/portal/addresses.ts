/** Every address of the portal, made in one place. */
export const addresses = {
  home: '/',
  choose: '/vai',
  tasks: '/viec',
  campaigns: '/dot',
  campaign: (campaign: string) => `/dot/${campaign}`,
  list: (campaign: string) => `/dot/${campaign}/danh-sach`,
  dossier: (campaign: string, unit: string) => `/dot/${campaign}/ho-so/${unit}`,
  dossierPart: (campaign: string, unit: string, part: string) => `/dot/${campaign}/ho-so/${unit}/${part}`,
  nominee: (campaign: string, unit: string, nominee: string) =>
    `/dot/${campaign}/ho-so/${unit}/de-cu/${encodeURIComponent(nominee)}`,
  file: (campaign: string, unit: string, digest: string) => `/dot/${campaign}/ho-so/${unit}/tep/${digest}`,
  ledger: '/so',
  why: '/vi-sao',
  whyOf: (of: string, campaign?: string) =>
    `/vi-sao?${new URLSearchParams({ cua: of, ...(campaign !== undefined && { dot: campaign }) }).toString()}`,
  letters: '/thu',
  letter: (id: string) => `/thu/${encodeURIComponent(id)}`,
  calendar: '/lich',
  plan: '/ke-hoach',
  clause: (clause: string) => `/ke-hoach#muc-${clause}`,
  operators: '/van-hanh',
  help: '/huong-dan',
  events: '/su-kien',
} as const;
