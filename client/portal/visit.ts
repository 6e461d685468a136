import type { Client } from '@temporalio/client';
import type { Records } from '../../activities/records/database/open.js';
import type { Configuration } from '../../worker/configuration.js';
import type { ClockMode } from '../../workflows/api/clock-mode.js';
import type { Actor, Office } from '../../workflows/api/messages.js';
import type { Plan } from '../../workflows/plan/schema.js';
import type { PortalKey } from '../officials/portal-key.js';
import type { Html } from './page.js';
import type { Session, SignIn } from './sign-in/sign-in.js';

/** What the portal stands on. */
export interface Portal {
  records: Records;
  client: Client;
  /** The code of the plan that is shown. */
  plan: string;
  /** The plan itself, where the records keep none yet. */
  comingPlan?: Plan | undefined;
  mode: ClockMode;
  /** The Temporal UI, for operators; absent where there is none. */
  temporalUi?: string | undefined;
  /** How people sign in; absent in a rehearsal, where nobody does. */
  signIn?: SignIn | undefined;
  /** With what the portal signs for whom it has signed in. */
  key?: PortalKey | undefined;
  /** Proxies whose word on who asks is believed. */
  proxies?: readonly string[] | undefined;
  /** Where the parts are, for what reaches beyond records and workflows (mail, doctor, a rehearsal's clock). */
  configuration?: Configuration | undefined;
}

/** Who sits before a page: nobody that is known, or an official who acts in one office. */
export type Visitor = Guest | Official;
interface Guest {
  kind: 'guest';
}
interface Official {
  kind: 'official';
  actor: Actor;
  /** The person's name, and the office's or unit's. */
  name: string;
  of: string;
}

/** One request as a page's answer sees it. */
export interface Visit {
  portal: Portal;
  plan: Plan;
  visitor: Visitor;
  /** The session behind it, where people sign in and this one has. */
  session?: Session | undefined;
  /** Who asks, by the network's address. */
  client: string;
  /** Business now, epoch ms. */
  now: number;
  /** The path's parameters, such as `campaign`. */
  parameters: Readonly<Record<string, string>>;
  url: URL;
  request: Request;
  /** What a form of ours sent; empty where it sent none, or in another form than ours. */
  form: () => Promise<URLSearchParams>;
}

/** A page: its title, and what stands under the layout's head. */
export interface Page {
  title: string;
  body: Html;
  /** HTTP status; 200 where it isn't given. */
  status?: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;
}

/**
 * Who may open a route: everyone; readers (every official, and in a rehearsal everyone); every official; those of these
 * offices.
 */
export type Openers = 'everyone' | 'readers' | 'officials' | readonly Office[];

/** One address of the portal. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH';
  /** With parameters as `:campaign`. */
  path: string;
  openTo: Openers;
  /** It reads the request's body by itself, and counts it; `form` is then empty. */
  streams?: boolean;
  /** Only who signed in a moment ago, for what is signed binds him; others do so again, and go on to the page named here. */
  freshFor?: (parameters: Visit['parameters']) => string;
  /** Its page is the same for everybody who isn't known: it is made once a second for all of them. */
  isKept?: boolean;
  /** The most bytes that a request may bring; 1 MB where it isn't given. */
  mostBytes?: number | undefined;
  answer: (visit: Visit) => Promise<Page | Response>;
}
