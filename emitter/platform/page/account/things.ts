import type { components } from "../api/openapi";

type Schemas = components["schemas"];

export type Overview = Schemas["Overview"];
export type Contacts = Schemas["Contacts"];
export type ContactRow = Schemas["ContactEntry"];
export type ContactDetails = Schemas["ContactDetails"];
export type Campaign = Schemas["CampaignEntry"];
export type Automation = Schemas["AutomationEntry"];
export type Pipeline = Schemas["PipelineEntry"];
export type Stage = Schemas["StageEntry"];
export type Deal = Schemas["DealEntry"];
export type DealDetails = Schemas["DealDetails"];
export type Task = Schemas["TaskEntry"];
export type RecordingAnswer = Schemas["RecordingAnswer"];
export type Time = Schemas["Time"];
