import { type Kysely, sql } from 'kysely';

const statements = [
  // By which a person signs in to the portal; null: not at all.
  `alter table office_holder add column email text`,
  `alter table unit_official add column email text`,
  // What the library of sign-ins keeps, named as it names it: no evidence, nothing of it is exported, all of it may be lost.
  `create schema auth`,
  `create table auth."user" (
    id text primary key,
    name text not null,
    email text not null unique,
    "emailVerified" boolean not null,
    image text,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp
  )`,
  // method: how its person signed in.
  `create table auth.session (
    id text primary key,
    "expiresAt" timestamptz not null,
    token text not null unique,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null,
    "ipAddress" text,
    "userAgent" text,
    "userId" text not null references auth."user" (id) on delete cascade,
    method text not null check (method in ('mail-link', 'oidc'))
  )`,
  `create index on auth.session ("userId")`,
  `create table auth.account (
    id text primary key,
    "accountId" text not null,
    "providerId" text not null,
    "userId" text not null references auth."user" (id) on delete cascade,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    scope text,
    password text,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null
  )`,
  `create index on auth.account ("userId")`,
  `create table auth.verification (
    id text primary key,
    identifier text not null,
    value text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp
  )`,
  `create index on auth.verification (identifier)`,
  `create table auth."rateLimit" (
    id text primary key,
    key text not null unique,
    count integer not null,
    "lastRequest" bigint not null
  )`,
];

/** Who signs in to the portal, and by which address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
