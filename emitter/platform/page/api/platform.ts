// What the platform says, by the names that the page has for it. The types themselves are made from
// openapi.json by `npm run types`.
import type { components } from "./openapi";

type Schemas = components["schemas"];

export type Health = Schemas["Health"];
/** What the stream tells. */
export type News = Schemas["News"];
export type EventName = Schemas["EventName"];
export type Source = Schemas["Source"];
export type ContactRef = Schemas["ContactRef"];

export type Webhook = Schemas["Webhook"];
export type Webhooks = Schemas["Webhooks"];
export type WebhookAnswer = Schemas["WebhookAnswer"];
export type Problem = Schemas["Problem"];
export type WebhookCheck = Schemas["WebhookCheck"];
export type Definitions = Schemas["Definitions"];
export type EventDefinition = Schemas["EventDefinition"];
export type SampleReport = Schemas["SampleReport"];
export type HeaderLine = Schemas["HeaderLine"];
export type ProbeReport = Schemas["ProbeReport"];
export type ProbeFinding = Schemas["ProbeFinding"];

export type Delivery = Schemas["Delivery"];
export type Deliveries = Schemas["Deliveries"];
export type Attempt = Schemas["Attempt"];
export type Repeated = Schemas["Repeated"];
export type EventEntry = Schemas["EventEntry"];
export type Events = Schemas["Events"];
export type EventDetails = Schemas["EventDetails"];
export type Judgement = Schemas["Judgement"];

/** What came of an action. */
export type Done = Schemas["Done"];
