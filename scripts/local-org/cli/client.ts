import { StartError } from '../api/errors.ts';
import { projectDir } from './project.ts';

/** A running server, signed in to as one user. */
export interface Client {
  readonly url: string;
  readonly token: string;
  /** The answer as JSON. @throws StartError with the server's own words when it refuses. */
  get(path: string): Promise<{ body: unknown; headers: Headers }>;
}

/**
 * Signs in to the running server of this project.
 * @param username the administrator when absent
 * @throws StartError when none is running or the user does not exist
 */
export async function connect(port: number | undefined, username: string | undefined): Promise<Client> {
  const { findServer } = await import('../api/server/index.ts');
  const server = findServer(projectDir(), port);
  const response = await request(`${server.url}/local/token`, {
    method: 'POST',
    headers: { 'x-local-secret': server.secret, 'content-type': 'application/json' },
    body: JSON.stringify(username === undefined ? {} : { username }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  const get = async (path: string) => {
    const answer = await request(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { body: await answer.json(), headers: answer.headers };
  };
  return { url: server.url, token, get };
}

async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    throw new StartError('NO_ANSWER', `The local org at ${new URL(url).origin} does not answer. Is it still running?`, { cause: error });
  }
  if (response.ok) return response;
  const text = await response.text();
  throw new StartError('REFUSED', refusal(text) ?? `${url} answered ${response.status}: ${text}`);
}

function refusal(text: string): string | undefined {
  try {
    const [first] = JSON.parse(text) as { errorCode: string; message: string }[];
    return first && `${first.errorCode}: ${first.message}`;
  } catch {
    return undefined;
  }
}
