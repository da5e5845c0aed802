import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from './server/content-security-policy';

/** Gives each page its content security policy, with a nonce of its own for the scripts that Next.js writes into it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({ nonce, env: process.env });
  // Next.js reads the nonce from the request's header.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Pages; neither the API, nor built files, nor assets. */
export const config = { matcher: ['/((?!api/|_next/|lipwire/|icon).*)'] };
