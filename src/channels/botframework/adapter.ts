// botbuilder's CloudAdapter, opened where `process` hides what happened: it turns a forged token into a 500 and prints
// stack traces, and we must tell a refusal from a failure.
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TurnContext,
} from 'botbuilder';
import type { ConversationReference } from 'botbuilder';
import { HttpProblem } from '../../system/http.ts';

type Settings = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;
/** Makes the credentials with which the bot gets its own tokens. */
type LoginFactory = NonNullable<Settings[1]>;
export type CredentialsFactory = Pick<LoginFactory, keyof LoginFactory>;
export type ConnectorHttp = NonNullable<NonNullable<Settings[4]>['httpClient']>;

/** Another cloud than the public one (a government cloud, a service of one's own). All of it belongs together. */
export interface Cloud {
  /** Where the bot asks for its own tokens. */
  readonly loginUrl: string;
  /** Audience of the bot's own tokens. */
  readonly oauthScope: string;
  /** `iss` of the tokens with which the service signs what it sends to the bot. */
  readonly tokenIssuer: string;
  readonly openIdMetadataUrl: string;
  readonly emulatorOpenIdMetadataUrl: string;
  readonly oauthUrl: string;
}

export interface AdapterOptions {
  readonly appId: string;
  readonly password: string;
  readonly tenantId?: string;
  readonly cloud?: Cloud;
  readonly credentials?: CredentialsFactory;
  readonly http: ConnectorHttp;
}

/** Status and body to answer the service with. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export class Adapter extends CloudAdapter {
  readonly #appId: string;
  #authentication: ConfigurationBotFrameworkAuthentication;

  constructor(options: AdapterOptions) {
    const authentication = authenticationOf(options);
    super(authentication);
    this.#appId = options.appId;
    this.#authentication = authentication;
  }

  /**
   * Runs `logic` if the activity's token proves that it comes from the service, and rejects with what `logic` rejects
   * with. Rejects with `HttpProblem` 401 when the token proves nothing, 503 when it cannot be checked now.
   */
  async receive(authorization: string, activity: object, logic: () => Promise<void>): Promise<Answer> {
    const proof = { given: false };
    try {
      const answer = await this.processActivity(authorization, activity as Activity, () => {
        proof.given = true;
        return logic();
      });
      return answer === undefined ? { status: 200 } : { status: answer.status, body: answer.body };
    } catch (error) {
      throw proof.given ? error : refusal(error);
    }
  }

  /** Sends one activity into a stored conversation and returns the ids that the service gave. */
  async post(
    reference: Partial<ConversationReference>,
    activity: Partial<Activity>,
  ): Promise<readonly string[]> {
    let refs: readonly string[] = [];
    const addressed = TurnContext.applyConversationReference(activity, reference);
    await this.continueConversationAsync(this.#appId, reference, async (context) => {
      // `context.sendActivity` would answer the made-up id of the continuation, which no channel knows.
      const responses = await this.sendActivities(context, [addressed]);
      refs = responses.map((response) => response.id).filter((id) => id !== '');
    });
    return refs;
  }

  /** Puts `activity` in the place of the one with its id. Where the service gives it another id, returns that. */
  async replace(
    reference: Partial<ConversationReference>,
    activity: Partial<Activity> & { readonly id: string },
  ): Promise<string> {
    let { id } = activity;
    const addressed = TurnContext.applyConversationReference(activity, reference) as Activity;
    await this.continueConversationAsync(this.#appId, reference, async (context) => {
      id = (await this.updateActivity(context, addressed))?.id ?? id;
    });
    return id;
  }

  async withdraw(reference: Partial<ConversationReference>, activityId: string): Promise<void> {
    await this.continueConversationAsync(this.#appId, reference, (context) =>
      this.deleteActivity(context, { ...reference, activityId }),
    );
  }

  /** The bot's own token for the service, cached until shortly before it ends. Rejects when the login is refused. */
  async token(): Promise<string> {
    const identity = this.createClaimsIdentity(this.#appId);
    const connector = await this.#authentication.createConnectorFactory(identity).create('https://localhost');
    if (!hasToken(connector.credentials)) {
      throw new TypeError('the credentials given to the Bot Framework channel cannot get a token');
    }
    return connector.credentials.getToken();
  }
}

function authenticationOf(options: AdapterOptions): ConfigurationBotFrameworkAuthentication {
  const { appId, password, tenantId, cloud, credentials, http } = options;
  const settings = {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: password,
    MicrosoftAppType: tenantId === undefined ? 'MultiTenant' : 'SingleTenant',
    ...(tenantId !== undefined && { MicrosoftAppTenantId: tenantId }),
    ...(cloud !== undefined && {
      ToChannelFromBotLoginUrl: cloud.loginUrl,
      ToChannelFromBotOAuthScope: cloud.oauthScope,
      ToBotFromChannelTokenIssuer: cloud.tokenIssuer,
      ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: cloud.emulatorOpenIdMetadataUrl,
      OAuthUrl: cloud.oauthUrl,
    }),
  };
  return new ConfigurationBotFrameworkAuthentication(settings, credentials, undefined, undefined, {
    httpClient: http,
  });
}

function hasToken(credentials: object): credentials is { getToken(): Promise<string> } {
  return 'getToken' in credentials && typeof credentials.getToken === 'function';
}

/** What kept a token from being proven: the keys could not be fetched, or it is no good. */
function refusal(error: unknown): HttpProblem {
  const keysMissing =
    error instanceof Error &&
    (error.name === 'FetchError' ||
      ('statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 500));
  return keysMissing
    ? new HttpProblem(503, 'KEYS_UNAVAILABLE', 'The sender cannot be checked now; send it again.', error)
    : new HttpProblem(
        401,
        'NOT_AUTHORIZED',
        'The request does not prove that it comes from the service.',
        error,
      );
}
