import { pages } from '../../activities/letters/compose/pages.js';

/** Every address of the portal, made in one place. */
export const addresses = {
  ...pages,
  home: '/',
  choose: '/vai',
  signIn: '/dang-nhap',
  signInLink: '/dang-nhap/thu',
  signInAgain: '/dang-nhap/lai',
  signInCity: '/dang-nhap/thanh-pho',
  signOut: '/dang-xuat',
  campaigns: '/dot',
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
