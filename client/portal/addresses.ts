/** What an event, and an audit row, is called within its workflow's story. */
export const eventPlace = (run: string, event: number): string => `su-kien-${run}-${String(event)}`;
export const auditPlace = (seq: number): string => `nhat-ky-${String(seq)}`;

/** Every address of the portal, made in one place. */
export const addresses = {
  home: '/',
  choose: '/vai',
  rehearsal: '/dien-tap',
  tasks: '/viec',
  campaigns: '/dot',
  campaign: (campaign: string) => `/dot/${campaign}`,
  list: (campaign: string) => `/dot/${campaign}/danh-sach`,
  dossier: (campaign: string, unit: string) => `/dot/${campaign}/ho-so/${unit}`,
  ledger: '/so',
  why: '/vi-sao',
  whyOf: (of: string, campaign?: string) =>
    `/vi-sao?${new URLSearchParams({ cua: of, ...(campaign !== undefined && { dot: campaign }) }).toString()}`,
  letters: '/thu',
  lettersOf: (which: Record<string, string>) => `/thu?${new URLSearchParams(which).toString()}`,
  lettersHeld: '/thu/tam-dung',
  letter: (id: string) => `/thu/${encodeURIComponent(id)}`,
  letterFile: (id: string) => `/thu/${encodeURIComponent(id)}/thu.eml`,
  letterAgain: (id: string) => `/thu/${encodeURIComponent(id)}/gui-lai`,
  calendar: '/lich',
  plan: '/ke-hoach',
  clause: (clause: string) => `/ke-hoach#muc-${clause}`,
  operators: '/van-hanh',
  doctor: '/van-hanh/kiem-tra',
  workflows: '/van-hanh/luong',
  /** A workflow's story; with the place of one event or audit row in it. */
  workflow: (id: string) => `/van-hanh/luong/${encodeURIComponent(id)}`,
  workflowEvent: (id: string, run: string, event: number) =>
    `/van-hanh/luong/${encodeURIComponent(id)}#${eventPlace(run, event)}`,
  auditRow: (id: string, seq: number) => `/van-hanh/luong/${encodeURIComponent(id)}#${auditPlace(seq)}`,
  help: '/huong-dan',
  helpOf: (role: string) => `/huong-dan/${role}`,
  bulletin: (campaign: string) => `/thong-cao/${campaign}`,
  events: '/su-kien',
} as const;
