interface ErrorBody {
  readonly message?: string;
  readonly pageErrors?: readonly { readonly message: string }[];
  readonly fieldErrors?: Readonly<Record<string, readonly { readonly message: string }[]>>;
  readonly output?: { readonly errors?: readonly { readonly message: string }[]; readonly fieldErrors?: ErrorBody['fieldErrors'] };
}

/**
 * Collects the messages of whatever a failed Apex or UI API call rejects with.
 * Shapes: https://developer.salesforce.com/docs/platform/lwc/guide/data-error.html
 * @param error one error or a list of them
 * @returns messages without repetition; empty when the error says nothing
 */
export function reduceErrors(error: unknown): string[] {
  const all = (Array.isArray(error) ? error : [error]).flatMap(messagesOf);
  return [...new Set(all.filter((message) => message.trim() !== ''))];
}

function messagesOf(error: unknown): string[] {
  if (typeof error === 'string') return [error];
  if (typeof error !== 'object' || error === null) return [];
  const { body, message } = error as { readonly body?: ErrorBody | readonly ErrorBody[]; readonly message?: string };
  const bodies = Array.isArray(body) ? (body as readonly ErrorBody[]) : body ? [body as ErrorBody] : [];
  const found = bodies.flatMap((part) => {
    const listed = [
      ...(part.pageErrors ?? []),
      ...fieldMessages(part.fieldErrors),
      ...(part.output?.errors ?? []),
      ...fieldMessages(part.output?.fieldErrors),
    ];
    // The outer message only says that there are errors; the listed ones say which.
    return listed.length > 0 ? listed.map((item) => item.message) : [part.message ?? ''];
  });
  return found.length > 0 ? found : [message ?? ''];
}

function fieldMessages(errors: ErrorBody['fieldErrors']): { readonly message: string }[] {
  return Object.values(errors ?? {}).flat();
}
