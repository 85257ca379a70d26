#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/webhooks/webhook.h"

namespace hookline {

extern const Resource<Webhook> kWebhooks;

}  // namespace hookline
