import { betterAuth } from 'better-auth';
import { genericOAuth, magicLink } from 'better-auth/plugins';
import type { KyselyPlugin } from 'kysely';
import { z } from 'zod';
import type { Records } from '../../../activities/records/database/open.js';
import type { PortalConfiguration } from '../../../worker/configuration.js';

/** What the library of sign-ins is to know. */
export interface AuthSettings {
  records: Records;
  /** As people see it: `https://thi-dua.vi-du.gov.vn`. */
  origin: string;
  /** With it cookies are signed. */
  secret: string;
  oidc?: PortalConfiguration['oidc'];
  /** Mails a link to an address that was looked up before. */
  mail: (link: MailedLink) => void;
  /** Whom the city's sign-in has before it: gives the address of an invited person's account, ready to use; null: nobody's. */
  invite: (somebody: { subject: string; email: string | null }) => Promise<string | null>;
}

const About = z.object({ back: z.string(), name: z.string() });

/** A link to mail, with whose address it is, and the page to go on to. */
export interface MailedLink extends z.infer<typeof About> {
  email: string;
  token: string;
}

/** A link can be used for so long. */
export const linkMinutes = 10;
/** Nobody stays signed in for longer, hours. */
const longestHours = 10;
/** Sign-ins asked for, and links used, from one address of the network in a minute: a whole agency may have but one. */
const mostPerMinute = 20;

/** The header by which the library hears who asks; nobody else's reaches it. */
export const clientHeader = 'x-thidua-client';
/** Where the library's own addresses begin; only the city's sign-in ever comes back there. */
export const authPath = '/api/auth';
/** Whom a link is made for that nobody gets. */
export const nobody = 'nobody@thidua.invalid';
/** The city's sign-in, as it is called here. */
export const cityProvider = 'city';

/** Sign-in and sessions on the records' database. Who is invited is not its matter: it makes no accounts. */
export const createAuth = ({ records, origin, secret, oidc, mail, invite }: AuthSettings) =>
  betterAuth({
    appName: 'thidua',
    baseURL: origin,
    basePath: authPath,
    secret,
    database: {
      db: records.db.withPlugin(instantsAsDates),
      type: 'postgres',
      schemaName: 'auth',
      transaction: true,
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    trustedOrigins: [origin],
    session: {
      expiresIn: longestHours * 3600,
      // The end is the same however long it is used; that it was used is noted by us.
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { method: { type: 'string', input: false, required: false } },
    },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: mostPerMinute },
    advanced: {
      cookiePrefix: 'thidua',
      useSecureCookies: origin.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [clientHeader] },
    },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true, requireLocalEmailVerified: true } },
    databaseHooks: {
      session: {
        create: {
          before: (session, context) => {
            const method = context?.path.startsWith('/magic-link') === true ? 'mail-link' : 'oidc';
            return Promise.resolve({ data: { ...session, method } });
          },
        },
      },
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        storeToken: 'hashed',
        expiresIn: linkMinutes * 60,
        rateLimit: { window: 60, max: mostPerMinute },
        sendMagicLink: ({ email, token, metadata }) => {
          mail({ email, token, ...About.parse(metadata) });
        },
      }),
      genericOAuth({ config: oidc === undefined ? [] : [cityOf(oidc, invite)] }),
    ],
  });

type City = NonNullable<PortalConfiguration['oidc']>;

/** The city's sign-in: whom it names counts by an address that it has verified, and that is an invited person's. */
const cityOf = ({ issuer, clientId, clientSecret }: City, invite: AuthSettings['invite']) => ({
  providerId: cityProvider,
  discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  clientId,
  ...(clientSecret === undefined ? { tokenEndpointAuth: { method: 'none' as const } } : { clientSecret }),
  scopes: ['openid', 'email', 'profile'],
  pkce: true,
  requireIdTokenVerification: true,
  disableSignUp: true,
  disableProviderLogout: true,
  // Each time he proves who he is, however long the city remembers him.
  prompt: 'login' as const,
  mapProfileToUser: async (profile: object) => {
    const { sub: subject, email, email_verified: isVerified } = Profile.parse(profile);
    const own = await invite({ subject, email: isVerified ? email : null });
    return { email: own ?? nobody, emailVerified: own !== null };
  },
});

const Profile = z.object({
  sub: z.string(),
  email: z.email().nullable().catch(null),
  email_verified: z
    .literal([true, 'true'])
    .transform(() => true)
    .catch(false),
});

const instants: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'expiresAt']);

/** The records read instants as milliseconds, the library as dates. */
const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) =>
    Promise.resolve({
      ...result,
      rows: result.rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            instants.has(name) && typeof value === 'number' ? new Date(value) : value,
          ]),
        ),
      ),
    }),
};
