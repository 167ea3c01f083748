import {
  AUTHENTICATION,
  BILLING,
  CLIENT_CONFIG,
  CLOCK,
  CONFLICT,
  GONE,
  LOCK,
  NOT_FOUND,
  type Outcome,
  OVERLOADED,
  OWN_LOCK,
  PERMISSION,
  PLAN,
  PRECONDITION,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  RECIPIENT_REFUSES,
  TIMEOUT,
  VALIDATION,
} from '../outcome.ts';

/** What a sentence for people gives away, where the code beside it says nothing. */
export interface Sentence {
  readonly id: string;
  /** Words of which one stands in every text that matches: the pattern is tried on those texts alone. */
  readonly words: string;
  /** Statuses in whose answers it is believed. */
  readonly on: readonly number[];
  readonly like: RegExp;
  readonly gives: Outcome;
}

const ANY_4XX = [200, 400, 401, 402, 403, 404, 405, 406, 409, 412, 413, 420, 422, 423, 424, 429];
const VAGUE = [200, 400, 403, 422];
const LIMITED = [200, 400, 401, 403, 413, 420, 429, 500, 503, 509];
const FAILED = [200, 429, 500, 502, 503, 504, 520, 529];

/** Sentences of published errors, most telling first. Every repetition is bounded. */
export const SENTENCES: readonly Sentence[] = [
  {
    id: 'crowded',
    words: 'overloaded capacity busy demand load traffic upstream unrelated',
    // A 429 that is not for what this client sent.
    on: [429],
    like: /\b(?:overloaded|(?:over|at) capacity|capacity exceeded|(?:server|system|service|model) (?:is )?(?:currently )?(?:too )?busy|(?:high|peak|heavy) (?:demand|load|traffic)|rate.?limited upstream|unrelated to your)\b/i,
    gives: OVERLOADED,
  },
  {
    id: 'credit',
    words:
      'credit credits balance funds quota payment billing unpaid overdue due suspended frozen trial subscription purchase cjk',
    on: ANY_4XX,
    like: /\b(?:credit balance|(?:insufficient|not enough|no|out of|more) credits?\b|insufficient (?:account )?(?:balance|funds)|exceeded your current quota, please check your plan and billing|payment (?:is )?required|billing (?:is )?(?:not active|disabled|hard limit|not enabled)|enable billing|unpaid|overdue|past due|account (?:has been |is )?(?:suspended|frozen)|trial (?:has |period )?(?:expired|ended)|subscription .{0,40}(?:expired|inactive|lapsed)|credits? (?:are |is |have been )?(?:depleted|exhausted|used up)|purchase (?:more )?credits|add (?:a )?payment method)|余额不足|欠费|充值/i,
    gives: BILLING,
  },
  {
    id: 'plan',
    words: 'upgrade plan plans subscription tier license feature account',
    // A limit often recommends a larger plan: under 429 that is an advertisement.
    on: [200, 400, 401, 402, 403, 404, 422],
    like: /\b(?:upgrade (?:to|your|the)|(?:your|current|this) (?:plan|subscription|tier) (?:does|do|is|has)(?: not|n't| no)|not (?:available|included|supported|enabled|allowed) (?:in|on|for|with|by|under) (?:your|this|the) (?:current )?(?:\w{1,20} )?(?:plan|tier|subscription|account type)|(?:only available|available only|requires?) (?:to|on|for|with|in|an?)? ?(?:\w{1,20} ){0,3}(?:plans?|subscription|tier|license)\b|active subscription needed|feature (?:is )?not enabled)/i,
    gives: PLAN,
  },
  {
    id: 'opted_out',
    words: 'blocked opted unsubscribed inactive deactivated',
    on: VAGUE,
    like: /\b(?:blocked by the (?:user|recipient)|has (?:opted out|unsubscribed)|recipient (?:has )?(?:opted out|blocked)|inactive recipient|user is deactivated)/i,
    gives: RECIPIENT_REFUSES,
  },
  {
    id: 'period_quota',
    words:
      'daily monthly weekly yearly limit quota cap day month week today hours capacity queries calls requests usage cjk',
    on: LIMITED,
    // A text that names a minute too speaks of whichever limit was hit first.
    like: /^(?![\s\S]{0,320}\b(?:per|each|every|current|this) (?:second|minute)\b)[\s\S]{0,320}?\b(?:\d{1,12} (?:\w{1,20} ){0,2}?per (?:day|month|week)\b|(?:daily|monthly|weekly|yearly) (?:\w{1,20} ){0,3}(?:limit|quota|cap|allowance|usage)|(?:limit|quota|requests?|calls|usage|queries) (?:per|for the|for the current|this|for this|of the|for today|in a|for your) ?(?:24 hours|day|month|week|calendar|billing)|24.hour|monthly capacity)|当日|每日|当天|本月/i,
    gives: QUOTA,
  },
  {
    id: 'rate',
    words:
      'rate limit limits ratelimit requests request calls call queries query throttled throttling throttle slow frequency second minute exceeded period concurrent attempts concurrency frequent frequently fast quick quickly often flood over minute freq simultaneous parallel cjk',
    on: LIMITED,
    like: /\b(?:too many (?:\w{1,20} )?(?:simultaneous|concurrent|parallel|active)|rate.?limit|over rate\b|too many (?:requests|calls|attempts|concurrent)|throttl|slow down|(?:request|call|query) (?:rate|limit)|(?:requests?|calls?|queries) per (?:second|minute|hour)|per (?:second|minute)\b|reduce (?:your|the) (?:request )?(?:rate|frequency)|exceeded (?:the |your )?(?!(?:max(?:imum)? )?(?:payload|size|length|character|body|file|batch|context))(?:\w{1,20} ){0,2}(?:limit|rate)|max rate|concurren(?:t|cy) (?:requests?|connections?|limit)|too (?:frequent(?:ly)?|fast|quick(?:ly)?|often)\b|flood|minute.quota|freq\b|(?:current|this|next) (?:second|minute)\b)|频繁|频率|限流|并发/i,
    gives: RATE_LIMIT,
  },
  {
    id: 'limit',
    words: 'limit',
    on: [420, 429, 503, 509],
    like: /\blimit (?:has been |was |is )?(?:reached|exceeded|hit)\b/i,
    gives: RATE_LIMIT,
  },
  {
    id: 'quota',
    words: 'quota usage limit',
    on: LIMITED,
    like: /\b(?:quota|usage limit|limit (?:has been )?(?:reached|exceeded))/i,
    gives: QUOTA,
  },
  {
    id: 'overloaded',
    words:
      'overloaded capacity maintenance temporarily currently busy demand load traffic again server cjk behind syncing synced unhealthy available unavailable',
    on: FAILED,
    like: /\b(?:node is (?:behind|syncing|unhealthy|not synced)|(?:service|server|system|node|indexer|backend|gateway|api|model|upstream) (?:is |are )?(?:currently |temporarily )?(?:not available|unavailable)|overloaded|over capacity|at capacity|maintenance|temporarily (?:unavailable|offline|unable|down)|currently (?:unavailable|overloaded|loading)|server is busy|system is busy|too busy|high (?:demand|load|traffic)|try again later|no server is currently available)|繁忙|维护中|过载|稍后/i,
    gives: OVERLOADED,
  },
  {
    id: 'clock',
    words: 'timestamp clock expired far skewed future valid',
    on: [400, 401, 403],
    like: /\b(?:timestamp (?:for this request|is|was|too|must|invalid|expired)|(?:invalid|expired|bad) timestamp|clock|request (?:has )?expired|too (?:far|skewed)|in the future|not yet valid|signature expired)/i,
    gives: CLOCK,
  },
  {
    id: 'credential',
    words:
      'username password key apikey keys token tokens credential credentials bearer session id secret authenticated authenticate authentication auth authorization mfa login logged header cjk',
    on: [200, 400, 403, 404, 422, 500],
    like: /\b(?:(?:invalid|bad|incorrect|missing|wrong|expired|unknown|revoked|no|malformed|unrecognized) (?:or (?:missing|expired|invalid|revoked) )?(?:\w{1,20} ){0,2}(?:api.?key|access.?key|access.?token|auth(?:entication|orization)? ?(?:token|header|key|credentials)?|credentials?|bearer|token\b(?! limit)|session|application.id|client.?secret)|(?:api.?key|access.?token|auth.?token|session|credentials?|token) (?:is |was |has |are |provided is |you provided is |not )?(?:been |hard |already )?(?:invalid|expired|missing|revoked|not valid|incorrect|required|not provided|not found|disabled|not recognized)|not authenticated|unable to authenticate|could not (?:be )?authenticate|authentication (?:failed|failure|required|error)|authori[sz]ation (?:failed|failure)|(?:invalid|incorrect|wrong|bad) (?:username|login|password|credentials?)\b|(?:username|password|login) (?:\w{1,10} ){0,3}(?:incorrect|invalid|wrong)\b|not logged in|must (?:be logged in|authenticate)|mfa code|login required)|签名|鉴权|过期|密钥|令牌|认证失败|未登录|验签/i,
    gives: AUTHENTICATION,
  },
  {
    id: 'configuration',
    words: 'used enabled configured activated disabled uri misconfigured verified nonce',
    on: [...VAGUE, 404, 500],
    like: /\b(?:(?:has not been|is not|not been) (?:used in project|enabled|configured|activated)|is disabled for|redirect.uri|misconfigur|domain (?:is )?not verified|not (?:a )?verified|nonce\b)/i,
    gives: CLIENT_CONFIG,
  },
  {
    id: 'permission',
    words:
      'permission permissions access scope scopes privilege privileges rights denied authorized permitted allowed cjk',
    on: [200, 400, 401, 404, 422],
    like: /\b(?:(?:do|does|did) ?(?:not|n't) have (?:the )?(?:\w{1,20} ){0,4}(?:permissions?|access|scopes?|privileges?|rights?)|insufficient (?:permissions?|scopes?|privileges?|access)|permission denied|access denied|not authorized to|not permitted|not allowed to)|权限|未授权|无权/i,
    gives: PERMISSION,
  },
  {
    id: 'gone',
    words: 'deprecated removed retired sunset decommissioned shut longer discontinued',
    on: [400, 403, 404, 410],
    like: /\b(?:has been (?:deprecated|removed|retired|sunset|decommissioned|shut down)|no longer (?:supported|available|exists)|(?:is|was) (?:deprecated|discontinued|decommissioned))/i,
    gives: GONE,
  },
  {
    id: 'conflict',
    words: 'already unique duplicate taken',
    on: [200, 400, 409, 422],
    like: /\b(?:already (?:exists?|been|taken|in use|registered|subscribed)|must be unique|duplicate|is taken)\b/i,
    gives: CONFLICT,
  },
  {
    id: 'own_lock',
    words: 'idempotency idempotent idempotence',
    on: [400, 409, 422, 429],
    like: /\bidempoten\w{2,5}\b.{0,120}\b(?:in progress|processed|processing|running|concurrent)|\b(?:in progress|being processed|still processing|concurrent)\b.{0,120}\bidempoten/i,
    gives: OWN_LOCK,
  },
  {
    id: 'stale',
    words: 'stale etag',
    on: [400, 409],
    like: /\b(?:stale (?:object|version|data)|etag (?:mismatch|does not match))/i,
    gives: PRECONDITION,
  },
  {
    id: 'outdated',
    words: 'outdated version revision changed',
    on: [409],
    like: /\b(?:outdated|(?:version|revision) (?:mismatch|conflict|does not match)|(?:latest|current) (?:version|revision)|changed since)/i,
    gives: CONFLICT,
  },
  {
    id: 'lock',
    words:
      'deadlock lock locked modified progress running currently concurrent previous processed processing lease held unable',
    on: [200, 400, 409, 423, 500, 503],
    like: /\b(?:(?:lease|lock) (?:is )?(?:currently )?held|unable to lock|(?<!(?:user|account|card|profile) )is (?:currently )?locked\b|already in process\b|deadlock|lock (?:wait )?timeout|could not (?:acquire|obtain) lock|locked by\b|being (?:modified|updated|processed)|still processing|(?:already|currently|is|are) (?:running|in progress)|(?:another|previous|concurrent) (?:\w{1,20} ){0,3}(?:request|operation|process|update|modification|write)\b)/i,
    gives: LOCK,
  },
  {
    id: 'repeatable',
    words: 'retry again',
    // A conflict that asks to be repeated as it is.
    on: [405, 406, 409],
    like: /\b(?:retry(?! key| token| header| id)|try (?:\w{1,20} ){0,2}again)\b/i,
    gives: LOCK,
  },
  {
    id: 'timeout',
    words: 'timed timeout execution deadline',
    on: [200, 400],
    like: /\b(?:(?:execution time|deadline|time limit) (?:was |has been )?exceeded|timed out|(?:request|operation|query|upstream|gateway|backend|server) timeout\b(?! (?:must|should|parameter|value|is|has)))/i,
    gives: TIMEOUT,
  },
  {
    id: 'missing',
    words: 'found exist exists such unknown cjk',
    on: [200, 400],
    like: /\b(?:(?:not|couldn't be|could not be|cannot be) found|does not exist|no such|doesn't exist|unknown (?:user|channel|chat|resource|endpoint|method))\b|不存在|未找到/i,
    gives: NOT_FOUND,
  },
  {
    id: 'server_fault',
    words: 'internal error wrong server system occurred cjk',
    on: [200, 400],
    like: /\b(?:internal (?:server |service )?error|something went wrong|unexpected error|(?:system|transient|temporary) error|error (?:has )?occurred (?:while|during|when|on our|in our)|server error)|系统错误|系统异常|内部错误|服务器错误/i,
    gives: PROVIDER_ERROR,
  },
  {
    id: 'invalid',
    words: 'invalid malformed bad missing required must valid allowed unsupported incorrect supported cjk',
    // Said in a success that is none; every 4xx says the same by itself.
    on: [200],
    like: /\b(?:(?:invalid|malformed|bad|missing|incorrect|unsupported) (?:\w{1,20} ){0,2}(?:request|parameters?|params?|arguments?|input|values?|fields?|format|json|xml|data|number|date|address|amount|id)\b|(?:is|are|was|were) (?:required|mandatory|missing|invalid|malformed|not (?:valid|allowed|supported))\b|(?:must|should) (?:not )?be\b|parsing (?:request|the))|参数|格式错误|不能为空|不合法/i,
    gives: VALIDATION,
  },
];
