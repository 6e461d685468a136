import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the city's sign-in says of somebody. */
export interface Citizen {
  sub: string;
  email: string;
  email_verified: boolean;
}

/** The city's own sign-in (OIDC), as small as it can be; whoever asks is the citizen of the moment. */
export class City {
  citizen: Citizen = { sub: 'c-1', email: '', email_verified: true };
  /** What the last request for a token carried. */
  lastToken = new URLSearchParams();
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly codes = new Map<string, { nonce: string | null; challenge: string | null }>();
  private readonly server = createServer((request, response) => {
    void this.answer(request).then((body) => {
      response.setHeader('content-type', 'application/json');
      response.statusCode = body === null ? 400 : 200;
      response.end(JSON.stringify(body ?? { error: 'invalid_grant' }));
    });
  });

  static async open(): Promise<City> {
    const city = new City();
    await new Promise<void>((resolve) => city.server.listen(0, '127.0.0.1', resolve));
    return city;
  }

  get issuer(): string {
    const address = this.server.address() satisfies AddressInfo | string | null;
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${String(address.port)}`;
  }

  /** Signs the citizen in: where the browser is sent back to. */
  consent(asked: URL): URL {
    const code = randomUUID();
    const { searchParams: of } = asked;
    this.codes.set(code, { nonce: of.get('nonce'), challenge: of.get('code_challenge') });
    const back = new URL(of.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', of.get('state') ?? '');
    return back;
  }

  close(): Promise<void> {
    return new Promise((resolve) =>
      this.server.close(() => {
        resolve();
      }),
    );
  }

  private async answer(request: IncomingMessage): Promise<object | null> {
    const { issuer } = this;
    if (request.url === '/.well-known/openid-configuration')
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      };
    if (request.url === '/keys') {
      const key = this.keys.publicKey.export({ format: 'jwk' });
      return { keys: [{ ...key, kid: 'k', alg: 'RS256', use: 'sig' }] };
    }
    this.lastToken = new URLSearchParams(await text(request));
    const given = this.codes.get(this.lastToken.get('code') ?? '');
    this.codes.delete(this.lastToken.get('code') ?? '');
    const verifier = this.lastToken.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (given?.challenge !== challenge) return null;
    return { access_token: randomUUID(), token_type: 'Bearer', id_token: this.idToken(given.nonce) };
  }

  private idToken(nonce: string | null): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: 'thidua',
      iat: now,
      exp: now + 300,
      name: 'Ai Đó',
      ...(nonce !== null && { nonce }),
      ...this.citizen,
    };
    const part = (it: object): string => Buffer.from(JSON.stringify(it)).toString('base64url');
    const signed = `${part({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${part(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(this.keys.privateKey, 'base64url')}`;
  }
}
