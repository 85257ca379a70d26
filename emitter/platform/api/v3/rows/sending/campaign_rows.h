#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/automations/automation.h"
#include "emitter/platform/entities/campaign.h"

namespace hookline {

extern const Resource<Campaign> kCampaigns;
extern const Resource<Automation> kAutomations;

}  // namespace hookline
