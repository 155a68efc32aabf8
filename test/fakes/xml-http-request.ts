// The part of XMLHttpRequest that rxjs's ajax uses, over fetch, so that browser clients run unchanged in Node.

type Handler = ((event: { type: string; target: unknown }) => void) | null;

export class FetchXmlHttpRequest {
  readyState = 0;
  status = 0;
  statusText = '';
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  onreadystatechange: Handler = null;
  onload: Handler = null;
  onerror: Handler = null;
  ontimeout: Handler = null;
  #method = 'GET';
  #url = '';
  readonly #headers = new Headers();
  readonly #abort = new AbortController();
  #answer = new Headers();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#answer.get(name);
  }

  getAllResponseHeaders(): string {
    return [...this.#answer].map(([name, value]) => `${name}: ${value}`).join('\r\n');
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body?: string | FormData): void {
    void this.#run(body);
  }

  async #run(body: string | FormData | undefined): Promise<void> {
    const signals = [this.#abort.signal];
    if (this.timeout > 0) signals.push(AbortSignal.timeout(this.timeout));
    try {
      const answer = await fetch(this.#url, {
        method: this.#method,
        headers: this.#headers,
        signal: AbortSignal.any(signals),
        ...(body === undefined ? {} : { body }),
      });
      this.status = answer.status;
      this.statusText = answer.statusText;
      this.#answer = answer.headers;
      await this.#read(answer);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      this.readyState = 4;
      const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
      if (timedOut) this.ontimeout?.({ type: 'timeout', target: this });
      else this.onerror?.({ type: 'error', target: this });
      return;
    }
    this.readyState = 4;
    this.onreadystatechange?.({ type: 'readystatechange', target: this });
    this.onload?.({ type: 'load', target: this });
  }

  async #read(answer: Response): Promise<void> {
    if (this.responseType === 'arraybuffer') {
      this.response = await answer.arrayBuffer();
      return;
    }
    this.responseText = await answer.text();
    this.response = this.responseText;
    if (this.responseType === 'json') {
      try {
        this.response = JSON.parse(this.responseText);
      } catch {
        this.response = null;
      }
    }
  }
}
