import { grantCall } from '../../../server/grant-call';

export const dynamic = 'force-dynamic'; // each call has a token of its own

export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    return Response.json(await grantCall(), { headers });
  } catch (error) {
    console.error(error);
    return Response.json(
      { error: 'No call is possible now. The log of the server says why.' },
      { status: 500, headers },
    );
  }
}
